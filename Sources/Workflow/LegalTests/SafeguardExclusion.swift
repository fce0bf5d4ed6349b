import CaseProtocol

/// Which developing countries a safeguard measure may not touch (SG 9.1).
public enum SafeguardExclusion {
    static let source = LegalSource("SG 9.1, footnote 2", .verified)

    /// Excludes developing countries of 3 % or less, provided that those of less than 3 % together have 9 % or less.
    ///
    /// One at exactly 3 % is excluded, but does not count in the sum (ruling 9). Where the sum is above 9 % the proviso
    /// fails and nobody is excluded, one at exactly 3 % neither.
    ///
    /// - Parameter total: imports of the product from everywhere; the sum of those listed when `nil`.
    public static func evaluate(
        _ countries: [CountryImports], total: DecimalAmount? = nil
    ) throws(LegalTestRefusal) -> LegalTestResult {
        let imports = try ImportShares(countries, total: total)
        let small = imports.shares.filter { $0.imports.isDeveloping && $0.share < Ratio(percent: 3) }
        let exact = imports.shares.filter { $0.imports.isDeveloping && $0.share == Ratio(percent: 3) }
        let together = ImportShares.sum(of: small)
        let holds = together.share <= Ratio(percent: 9)
        let findings = imports.shares.map { entry in
            let isCandidate = entry.imports.isDeveloping && entry.share <= Ratio(percent: 3)
            let reason =
                !entry.imports.isDeveloping
                ? "not a developing country" : isCandidate && !holds ? "but those below 3 % together exceed 9 %" : ""
            return LegalFinding(
                entry.imports.country, isCandidate && holds ? .excluded : .notExcluded,
                "\(entry.imports.volume.text) ÷ \(imports.total.text) \(entry.share.percentResult), "
                    + entry.share.standing(to: 3) + (reason.isEmpty ? "" : "; \(reason)"),
                [LegalFigure("share", share: entry.share)])
        }
        var steps = [
            imports.note,
            "Developing countries below 3 % each: \(together.text), \(together.share.standing(to: 9)). The exclusion "
                + "holds while this is not more than 9 %.",
        ]
        if !exact.isEmpty {
            let names = exact.map(\.imports.country).joined(separator: ", ")
            steps.append("At exactly 3 %: \(names). They may be excluded, but do not count in the sum (ruling 9).")
        }
        steps.append("Notify the countries that are excluded at once (SG 9.1, footnote 2).")
        return LegalTestResult(
            .exclusion, "Exclusion of developing countries from a safeguard",
            findings.contains { $0.verdict == .excluded } ? .someExcluded : .noneExcluded, steps: steps,
            figures: [
                LegalFigure("total imports", imports.total),
                LegalFigure("those below 3 % together", share: together.share),
            ],
            findings: findings, sources: [source],
            inputs: ["countries": .array(countries.map(\.json)), "total": total?.json ?? .null])
    }
}
