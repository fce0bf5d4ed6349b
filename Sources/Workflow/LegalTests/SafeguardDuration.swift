import CaseProtocol

/// How long a safeguard measure may last altogether (SG 7.1, 7.3, 9.2): 4, 8 or 10 years.
public enum SafeguardDuration {
    static let sources = [
        LegalSource("SG 7.1, 7.3 (4 and 8 years)", .secondary), LegalSource("SG 9.2 (2 more years)", .verified),
        LegalSource("SG 6 (a provisional measure counts)", .recalledHigh),
    ]

    /// Compares the whole application, provisional measure and extensions with it, with the longest that is allowed.
    ///
    /// - Parameters:
    ///   - period: from the first day of any provisional measure. Days between that and the definitive measure on which
    ///     nothing was applied are counted too.
    ///   - isExtended: extended under SG 7.2: 8 years in all instead of 4.
    ///   - isDevelopingUser: applied by a developing country: 10 years in all when extended.
    /// - Returns: ``LegalVerdict/withinCap`` or ``LegalVerdict/overCap``.
    public static func evaluate(
        _ period: MeasurePeriod, isExtended: Bool = false, isDevelopingUser: Bool = false
    ) -> LegalTestResult {
        let years = !isExtended ? 4 : isDevelopingUser ? 10 : 8
        let cap = period.from.adding(months: years * 12)
        return LegalTestResult(
            .duration, "Longest duration of a safeguard", period.until <= cap ? .withinCap : .overCap,
            steps: [
                "Counted from the introduction on \(period.from) (day 0), a provisional measure included (SG 6).",
                "\(isExtended ? "Extended" : "Not extended")\(isDevelopingUser ? ", applied by a developing country" : ""): "
                    + "\(years) years in all, until \(cap).",
                "The measure ends on \(period.until), \(period.until <= cap ? "not later" : "later") than that.",
            ],
            figures: [
                LegalFigure("initial period ends by", period.from.adding(months: 48)),
                LegalFigure("total ends by", period.from.adding(months: 96)),
                LegalFigure("total ends by, developing user", period.from.adding(months: 120)),
                LegalFigure("applicable cap", cap),
            ],
            sources: sources,
            inputs: [
                "period": period.json, "extended": .bool(isExtended), "developingUser": .bool(isDevelopingUser),
            ])
    }
}
