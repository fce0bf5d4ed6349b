import CaseProtocol

/// Whether a duty below the margin would remove the injury (ADA 9.1: desirable, not compulsory).
public enum LesserDutyTest {
    /// Compares two percentages of the same export price.
    ///
    /// - Parameter injury: the rate that removes the injury, such as price undercutting.
    public static func evaluate(margin: DecimalAmount, injury: DecimalAmount) throws(LegalTestRefusal)
        -> LegalTestResult
    {
        try margin.checkedNotNegative("margin of dumping")
        try injury.checkedNotNegative("margin of injury")
        try injury.checkedSameUnit("margin of injury", as: margin, "margin of dumping")
        let isLesser = injury.value < margin.value
        return LegalTestResult(
            .lesserDuty, "Lesser duty", isLesser ? .lesserDuty : .fullMargin,
            steps: [
                "The duty may not be more than the margin of \(margin.text); \(injury.text) removes the injury. The lower "
                    + "of the two is \((isLesser ? injury : margin).text).",
                "A lesser duty is desirable, not compulsory (ADA 9.1).",
            ],
            figures: [LegalFigure("duty", isLesser ? injury : margin)],
            sources: [LegalSource("ADA 9.1, 9.3", .verified)],
            inputs: ["margin": margin.json, "injury": injury.json])
    }
}
