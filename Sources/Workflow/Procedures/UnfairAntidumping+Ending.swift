import CaseProtocol

extension UnfairAntidumping {
    private static let small = LegalSource("ADA 5.8: margin below 2% of the export price", .secondary)
    private static let few = LegalSource(
        "ADA 5.8: below 3% of imports, unless such countries together have more than 7%", .verified)

    private static let smallMargin: [Guard] = [.number("dumpingMargin", .lessThan, "2")]
    private static let smallVolume: [Guard] = [
        .number("volumeShare", .lessThan, "3"), .number("collectiveShare", .atMost, "7"),
    ]
    private static let shares: [FieldID] = ["volumeShare", "collectiveShare"]

    /// A margin or a volume too small to act upon: of the whole case, or of one party.
    static let ending: [Rule] = [
        RemedyRules.terminate(["deMinimis"], requires: ["dumpingMargin"], guards: smallMargin, source: small),
        RemedyRules.terminate(["negligible"], requires: shares, guards: smallVolume, source: few),
        RemedyRules.terminateParty("deMinimis", requires: ["dumpingMargin"], guards: smallMargin, source: small),
        RemedyRules.terminateParty("negligible", requires: shares, guards: smallVolume, source: few),
    ]
}
