import CaseProtocol

/// Whether dumped imports of a country are negligible (ADA 5.8).
public enum NegligibleVolume {
    static let source = LegalSource("ADA 5.8", .verified)

    /// Tests each country under investigation: less than 3 %, unless those under 3 % together have more than 7 %.
    ///
    /// - Parameter total: imports of the like product from everywhere; the sum of those listed when `nil`.
    /// - Returns: findings ``LegalVerdict/negligible`` or ``LegalVerdict/notNegligible``.
    public static func evaluate(
        _ countries: [CountryImports], total: DecimalAmount? = nil
    ) throws(LegalTestRefusal) -> LegalTestResult {
        let imports = try ImportShares(countries, total: total)
        guard !imports.tested.isEmpty else { throw .missing("countries under investigation", "Mark at least one.") }
        let small = imports.tested.filter { $0.share < Ratio(percent: 3) }
        let together = ImportShares.sum(of: small)
        let isCollective = Ratio(percent: 7) < together.share
        let findings = imports.tested.map { entry in
            let isSmall = entry.share < Ratio(percent: 3)
            let reason =
                !isSmall
                ? "" : isCollective ? "; but those under 3 % together have more than 7 %" : ", and so negligible"
            return LegalFinding(
                entry.imports.country, isSmall && !isCollective ? .negligible : .notNegligible,
                "\(entry.imports.volume.text) ÷ \(imports.total.text) \(entry.share.percentResult), "
                    + "\(entry.share.standing(to: 3))\(reason)",
                [LegalFigure("share", share: entry.share)])
        }
        return LegalTestResult(
            .volume, "Negligible volume of dumped imports", LegalVerdict.overall(findings, stopping: .negligible),
            steps: [
                imports.note,
                "Countries under 3 % each: \(together.text), \(together.share.standing(to: 7)). They are negligible "
                    + "unless together they have more than 7 %.",
            ],
            figures: [
                LegalFigure("total imports", imports.total),
                LegalFigure("those under 3 % together", share: together.share),
            ],
            findings: findings, sources: [source],
            inputs: ["countries": .array(countries.map(\.json)), "total": total?.json ?? .null])
    }
}
