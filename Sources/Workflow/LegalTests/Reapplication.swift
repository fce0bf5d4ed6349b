public import CaseProtocol

/// When a safeguard may be applied again to a product that was under one (SG 7.5, 7.6, 9.2).
public enum Reapplication {
    /// A gate of the bar: the last day of its period, and the first lawful day.
    private struct Gate {
        let name: String
        let article: String
        let firstLawful: CivilDate
        let sentence: String
    }

    static let sources = [
        LegalSource("SG 7.5", .recalledHigh), LegalSource("SG 7.6", .secondary), LegalSource("SG 9.2", .verified),
    ]
    /// How long a short measure may be, in days (SG 7.6).
    public static let shortDaysMax = 180

    /// Computes the first lawful day, and compares the proposed one with it.
    ///
    /// - SG 7.5: nothing for as long as the earlier measure lasted, at least two years; counted from its last day, the
    ///   length from its introduction. The first lawful day is the day after.
    /// - SG 9.2: half as long for a developing country, at least two years.
    /// - SG 7.6: a new measure of at most 180 days may come when one year has gone by since the earlier one was
    ///   introduced (on the anniversary), if there were not more than two in the five years before.
    ///
    /// - Parameters:
    ///   - earlier: every earlier measure on the product; the one that ended last makes the bar.
    ///   - proposedOn: the day of introduction that is planned; without it 7.6 is left out, as its second condition
    ///     depends on that day.
    ///   - newDays: how long the new measure is to last; `nil` for more than 180 days.
    public static func evaluate(
        earlier: [MeasurePeriod], proposedOn: CivilDate? = nil, newDays: Int? = nil, isDevelopingUser: Bool = false
    ) throws(LegalTestRefusal) -> LegalTestResult {
        guard let last = earlier.max(by: { ($0.until, $0.from) < ($1.until, $1.from) }) else {
            throw .missing("earlier measure", "Without one there is no bar.")
        }
        if let proposedOn, proposedOn <= last.until {
            throw .contradiction(
                "The measure proposed for \(proposedOn) would begin before the last ended on \(last.until).")
        }
        if let newDays, newDays < 1 { throw .contradiction("A measure lasts at least 1 day, not \(newDays).") }
        var gates = [gate("SG 7.5", last, half: false)]
        if isDevelopingUser { gates.append(gate("SG 9.2", last, half: true)) }
        var steps = ["The earlier measure was applied from \(last.from) until \(last.until): \(last.lengthText)."]
        if let newDays, newDays <= shortDaysMax {
            let short = shortMeasure(newDays, earlier, last: last, proposedOn: proposedOn)
            if let gate = short.gate { gates.append(gate) } else { steps.append(short.sentence) }
        }
        steps += gates.map(\.sentence)
        let first = gates.map(\.firstLawful).min() ?? last.until
        steps.append("The first lawful day is \(first).")
        var figures = gates.map { LegalFigure($0.name, $0.firstLawful) }
        figures.append(LegalFigure("first lawful day", first))
        return LegalTestResult(
            .reapply, "Re-application of a safeguard",
            proposedOn.map { $0 < first ? .tooEarly : .lawful } ?? .datesOnly, steps: steps, figures: figures,
            sources: sources,
            inputs: [
                "earlier": .array(earlier.map(\.json)), "proposedOn": proposedOn?.json ?? .null,
                "newDays": newDays.map { .int(Int64($0)) } ?? .null, "developingUser": .bool(isDevelopingUser),
            ])
    }

    private static func gate(_ article: String, _ last: MeasurePeriod, half: Bool) -> Gate {
        let equal = last.repeated(half: half)
        let least = last.until.adding(months: 24)
        let end = max(equal, least)
        return Gate(
            name: "\(article) opens", article: article, firstLawful: end.adding(days: 1),
            sentence:
                "\(article): not again for \(half ? "half as long" : "as long") (until \(equal)), at least two years "
                + "(until \(least)): the bar's last day is \(end).")
    }

    /// The gate of SG 7.6, or why it does not open.
    private static func shortMeasure(
        _ days: Int, _ earlier: [MeasurePeriod], last: MeasurePeriod, proposedOn: CivilDate?
    ) -> (gate: Gate?, sentence: String) {
        guard let proposedOn else {
            return (nil, "SG 7.6 (short measures) depends on the day proposed, which is not given.")
        }
        let windowStart = proposedOn.adding(months: -60)
        let count = earlier.count { windowStart <= $0.until }
        guard count <= 2 else {
            return (
                nil,
                "SG 7.6 does not help: \(count) measures were applied since \(windowStart), more than two in five "
                    + "years."
            )
        }
        // One year must have gone by since the introduction, and the earlier measure be over.
        let opens = max(last.from.adding(months: 12), last.until.adding(days: 1))
        return (
            Gate(
                name: "SG 7.6 opens", article: "SG 7.6", firstLawful: opens,
                sentence:
                    "SG 7.6: \(days) days are not more than 180; one year from the introduction on \(last.from) has "
                    + "gone by on \(last.from.adding(months: 12)). Applied in the five years since \(windowStart): \(count), "
                    + "not more than two."), ""
        )
    }
}
