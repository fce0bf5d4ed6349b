import CaseProtocol

/// Whether a countervailing investigation goes on for a country, by where it stands (SCM 11.9, 27.10).
public enum CountervailingThresholds {
    static let sources = [
        LegalSource("SCM 11.9 (developed origin: less than 1 %)", .secondary),
        LegalSource(
            "SCM 27.10 (developing origin: not above 2 %; volume under 4 %, together not above 9 %)", .verified),
    ]

    /// Tests each country under investigation.
    ///
    /// - Developed origin: a subsidy of less than 1 % terminates. There is no numeric negligible volume (ruling 12).
    /// - Developing origin: a subsidy of 2 % or less terminates; so does a volume under 4 %, unless developing countries
    ///   each under 4 % together have more than 9 %.
    ///
    /// - Parameters:
    ///   - countries: each with its subsidy in percent of value; developing countries that are not investigated count
    ///     only in the total.
    ///   - total: imports of the like product from everywhere; the sum of those listed when `nil`.
    public static func evaluate(
        _ countries: [CountryImports], total: DecimalAmount? = nil
    ) throws(LegalTestRefusal) -> LegalTestResult {
        let imports = try ImportShares(countries, total: total)
        guard !imports.tested.isEmpty else { throw .missing("countries under investigation", "Mark at least one.") }
        let small = imports.tested.filter { $0.imports.isDeveloping && $0.share < Ratio(percent: 4) }
        let together = ImportShares.sum(of: small)
        let isCollective = Ratio(percent: 9) < together.share
        var findings: [LegalFinding] = []
        for entry in imports.tested {
            findings.append(
                entry.imports.isDeveloping
                    ? try developing(entry, isCollective: isCollective) : try developed(entry))
        }
        return LegalTestResult(
            .countervailing, "Countervailing thresholds by origin",
            LegalVerdict.overall(findings, stopping: .terminate),
            steps: [
                imports.note,
                "Developing countries under 4 % each: \(together.text), \(together.share.standing(to: 9)). Their volume "
                    + "terminates unless together they have more than 9 %.",
            ],
            figures: [
                LegalFigure("total imports", imports.total),
                LegalFigure("developing countries under 4 % together", share: together.share),
            ],
            findings: findings, sources: sources,
            inputs: ["countries": .array(countries.map(\.json)), "total": total?.json ?? .null])
    }

    private static func developed(_ entry: ImportShares.Share) throws(LegalTestRefusal) -> LegalFinding {
        let subsidy = try rate(of: entry.imports)
        return LegalFinding(
            entry.imports.country, subsidy < Ratio(percent: 1) ? .terminate : .goOn,
            "developed: subsidy \(subsidy.percentText), \(subsidy.standing(to: 1)); under 1 % terminates. Volume: no "
                + "numeric threshold",
            [LegalFigure("subsidy", share: subsidy), LegalFigure("share", share: entry.share)])
    }

    private static func developing(
        _ entry: ImportShares.Share, isCollective: Bool
    ) throws(LegalTestRefusal) -> LegalFinding {
        let subsidy = try rate(of: entry.imports)
        let isMinimal = subsidy <= Ratio(percent: 2)
        let isSmall = entry.share < Ratio(percent: 4)
        let volume = !isSmall ? "" : isCollective ? ", but together above 9 %" : ": terminates"
        return LegalFinding(
            entry.imports.country, isMinimal || (isSmall && !isCollective) ? .terminate : .goOn,
            "developing: subsidy \(subsidy.percentText), \(subsidy.standing(to: 2))"
                + "\(isMinimal ? ": terminates" : ""); volume \(entry.share.percentText), "
                + "\(entry.share.standing(to: 4))\(volume)",
            [LegalFigure("subsidy", share: subsidy), LegalFigure("share", share: entry.share)])
    }

    /// The subsidy as a share of value.
    private static func rate(of imports: CountryImports) throws(LegalTestRefusal) -> Ratio {
        guard let subsidy = imports.subsidy else {
            throw .missing("subsidy of \(imports.country)", "Give it in percent of the value, such as 1.5 %.")
        }
        let name = "subsidy of \(imports.country)"
        try subsidy.checkedNotNegative(name)
        try subsidy.checkedSameUnit(name, as: DecimalAmount(Ratio(1), "%"), "threshold")
        return subsidy.value * Ratio(percent: 1)
    }
}
