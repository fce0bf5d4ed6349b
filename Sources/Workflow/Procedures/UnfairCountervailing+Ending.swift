import CaseProtocol

extension UnfairCountervailing {
    private static let developed = LegalSource("SCM 11.9: below 1% ad valorem", .secondary)
    private static let developing = LegalSource("SCM 27.10: not above 2%", .verified)
    private static let fewOfDeveloping = LegalSource(
        "SCM 27.10: below 4% of imports, unless such countries together have more than 9%", .verified)
    /// There is no figure for goods of developed origin (ruling 12): the authority gives its reasons.
    private static let fewOfDeveloped = LegalSource("SCM 11.9: negligible, without a figure", .secondary)

    /// A ground, the origin of the goods, and what must be shown then.
    private struct Threshold {
        let ground: String
        let origin: String
        let fields: [FieldID]
        let guards: [Guard]
        let source: LegalSource

        var condition: [Guard] { [.fieldIs("origin", [origin])] + guards }
    }

    private static let thresholds: [Threshold] = [
        Threshold(
            ground: "deMinimis", origin: "developed", fields: ["subsidyRate"],
            guards: [.number("subsidyRate", .lessThan, "1")], source: developed),
        Threshold(
            ground: "deMinimis", origin: "developing", fields: ["subsidyRate"],
            guards: [.number("subsidyRate", .atMost, "2")], source: developing),
        Threshold(
            ground: "negligible", origin: "developed", fields: ["volumeShare"], guards: [], source: fewOfDeveloped),
        Threshold(
            ground: "negligible", origin: "developing", fields: ["volumeShare", "collectiveShare"],
            guards: [.number("volumeShare", .lessThan, "4"), .number("collectiveShare", .atMost, "9")],
            source: fewOfDeveloping),
    ]

    /// A subsidy or a volume too small to act upon: of the whole case, or of one party.
    static let ending: [Rule] =
        thresholds.map {
            RemedyRules.terminate(
                [$0.ground], requires: ["origin"] + $0.fields, guards: $0.condition, source: $0.source)
        }
        + thresholds.map {
            RemedyRules.terminateParty(
                $0.ground, requires: ["origin"] + $0.fields, guards: $0.condition, source: $0.source)
        }
}
