public import CaseProtocol

/// How far back a definitive anti-dumping duty may reach (ADA 10.6 to 10.8).
public enum Retroactivity {
    public static let daysMax = 90

    /// Computes the first day of entry on which the duty may fall: 90 days before the provisional measure, and not before
    /// initiation.
    ///
    /// - Parameter enteredOn: when the goods entered for consumption.
    /// - Returns: ``LegalVerdict/lawful`` or ``LegalVerdict/tooEarly`` for that day; ``LegalVerdict/datesOnly`` without it.
    public static func evaluate(
        provisionalOn: CivilDate, initiatedOn: CivilDate, enteredOn: CivilDate? = nil
    ) throws(LegalTestRefusal) -> LegalTestResult {
        guard initiatedOn <= provisionalOn else {
            throw .contradiction(
                "The provisional measure of \(provisionalOn) lies before the initiation on \(initiatedOn).")
        }
        let ninety = provisionalOn.adding(days: -daysMax)
        let first = max(ninety, initiatedOn)
        return LegalTestResult(
            .retroactivity, "Retroactive duty", enteredOn.map { $0 < first ? .tooEarly : .lawful } ?? .datesOnly,
            steps: [
                "90 days before the provisional measure of \(provisionalOn): \(ninety).",
                "Not before initiation on \(initiatedOn): the first day of entry is \(first).",
                "It also takes a history of dumping, or an importer who should have known of it, and massive imports in a "
                    + "short time (ADA 10.6).",
            ],
            figures: [LegalFigure("first day of entry", first)],
            sources: [LegalSource("ADA 10.6, 10.8", .recalledHigh)],
            inputs: [
                "provisionalOn": provisionalOn.json, "initiatedOn": initiatedOn.json,
                "enteredOn": enteredOn?.json ?? .null,
            ])
    }
}
