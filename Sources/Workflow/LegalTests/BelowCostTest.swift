import CaseProtocol

/// Whether sales below cost are so many that they may be left out of the normal value (ADA footnote 5).
public enum BelowCostTest {
    /// - Returns: ``LegalVerdict/mayDisregard`` when 20 % of the volume or more was sold below unit cost.
    public static func evaluate(
        belowCost: DecimalAmount, total: DecimalAmount
    ) throws(LegalTestRefusal) -> LegalTestResult {
        let share = try Ratio.share(belowCost, "volume sold below cost", of: total, "total volume")
        guard belowCost.value <= total.value else {
            throw .contradiction(
                "The volume sold below cost, \(belowCost.text), is more than all of it, \(total.text).")
        }
        return LegalTestResult(
            .belowCost, "Sales below cost", share < Ratio(percent: 20) ? .mayNotDisregard : .mayDisregard,
            steps: [
                "\(belowCost.text) below unit cost ÷ \(total.text) \(share.percentResult); 20 % or more is substantial, "
                    + "and it is \(share.standing(to: 20)).",
                "They may be ignored only if they also lasted over an extended period and do not recover costs within a "
                    + "reasonable time (ADA 2.2.1). They are substantial as well, at any volume, when the average price "
                    + "is below the average cost, which is not tested here.",
            ],
            figures: [LegalFigure("volume below cost", share: share)],
            sources: [LegalSource("ADA 2.2.1, footnote 5", .secondary)],
            inputs: ["belowCost": belowCost.json, "total": total.json])
    }
}
