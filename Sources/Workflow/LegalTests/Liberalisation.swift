import CaseProtocol

/// How a safeguard measure of more than one year gets looser (SG 7.4).
public enum Liberalisation {
    static let sources = [
        LegalSource("SG 7.4 (progressive liberalisation)", .secondary),
        LegalSource("SG 7.4 (mid-term review)", .recalledHigh), LegalSource("SG 7.1, 7.3, 9.2", .secondary),
        LegalSource("equal steps every 12 months", .design),
    ]

    /// Makes a schedule of equal steps at regular intervals from the introduction, and the day of the mid-term review.
    ///
    /// - Parameters:
    ///   - start: the duty of the first interval, such as `30 %` or `120 USD`.
    ///   - end: the duty of the last interval; less than `start`.
    ///   - intervalMonths: 1 to 12: SG 7.4 asks for regular intervals and names no length; a year is usual.
    /// - Returns: ``LegalVerdict/liberalise`` with one finding a step, or ``LegalVerdict/noScheduleNeeded`` for a measure
    ///   of one year or less.
    public static func evaluate(
        _ period: MeasurePeriod, start: DecimalAmount, end: DecimalAmount, intervalMonths: Int = 12
    ) throws(LegalTestRefusal) -> LegalTestResult {
        try start.checkedNotNegative("first rate")
        try end.checkedNotNegative("last rate")
        try end.checkedSameUnit("last rate", as: start, "first rate")
        guard (1...12).contains(intervalMonths) else {
            throw .contradiction("Steps come every 1 to 12 months, not every \(intervalMonths).")
        }
        guard !period.isLonger(thanMonths: 120) else {
            throw .rule(
                "A measure from \(period.from) cannot last until \(period.until): ten years are the utmost.",
                LegalSource("SG 7.3, 9.2", .verified))
        }
        let isNeeded = period.isLonger(thanMonths: 12)
        guard !isNeeded || end.value < start.value else {
            throw .rule("The last rate, \(end.text), is not below the first, \(start.text).", sources[0])
        }
        var steps = [
            "The measure lasts \(period.lengthText) from its introduction on \(period.from) until \(period.until)."
        ]
        var figures = [LegalFigure("introduced", period.from), LegalFigure("ends", period.until)]
        let findings = isNeeded ? schedule(period, start: start, end: end, intervalMonths: intervalMonths) : []
        steps.append(
            isNeeded
                ? "It is over one year, so it must be liberalised at regular intervals: \(findings.count) rates, one every "
                    + "\(intervalMonths) months, in equal steps from \(start.text) to \(end.text)."
                : "It is not over one year, so SG 7.4 calls for no liberalisation.")
        if period.isLonger(thanMonths: 36) {
            figures.append(LegalFigure("mid-term review by", period.midTerm))
            steps.append("It is over three years, so it must be reviewed by \(period.midTerm), the half-way day.")
        } else {
            steps.append("It is not over three years, so no mid-term review is due.")
        }
        if period.isLonger(thanMonths: 48) {
            steps.append("It is over four years, so it rests on an extension (SG 7.2), which may not be stricter.")
        }
        return LegalTestResult(
            .liberalisation, "Liberalisation of a safeguard", isNeeded ? .liberalise : .noScheduleNeeded, steps: steps,
            figures: figures, findings: findings, sources: sources,
            inputs: [
                "period": period.json, "start": start.json, "end": end.json,
                "intervalMonths": .int(Int64(intervalMonths)),
            ])
    }

    /// One rate for each interval that begins before the last day; at least two for a measure of more than a year.
    private static func schedule(
        _ period: MeasurePeriod, start: DecimalAmount, end: DecimalAmount, intervalMonths: Int
    ) -> [LegalFinding] {
        var days: [CivilDate] = []
        while case let day = period.from.adding(months: days.count * intervalMonths), day < period.until {
            days.append(day)
        }
        let gap = start.value - end.value
        return days.enumerated().map { index, day in
            let fraction = Ratio(index).divided(by: Ratio(max(1, days.count - 1))) ?? .zero
            let rate = DecimalAmount(start.value - gap * fraction, start.unit)
            return LegalFinding(
                "step \(index + 1)", nil, "from \(day): \(rate.text)",
                [LegalFigure("from", day), LegalFigure("rate", rate)])
        }
    }
}
