import CaseProtocol

/// Whether home sales are enough to build a normal value on (ADA footnote 2).
public enum HomeMarketTest {
    /// - Returns: ``LegalVerdict/sufficient`` when home sales are 5 % of export sales or more.
    public static func evaluate(home: DecimalAmount, export: DecimalAmount) throws(LegalTestRefusal) -> LegalTestResult
    {
        let share = try Ratio.share(home, "home sales", of: export, "sales to the importing country")
        return LegalTestResult(
            .sufficiency, "Sufficiency of home sales", share < Ratio(percent: 5) ? .insufficient : .sufficient,
            steps: [
                "\(home.text) sold at home ÷ \(export.text) exported \(share.percentResult); 5 % or more is normally "
                    + "sufficient, and it is \(share.standing(to: 5)).",
                "A lower share is taken too when such sales are large enough for a proper comparison.",
            ],
            figures: [LegalFigure("home sales to exports", share: share)],
            sources: [LegalSource("ADA 2.2, footnote 2", .recalledHigh)],
            inputs: ["home": home.json, "export": export.json])
    }
}
