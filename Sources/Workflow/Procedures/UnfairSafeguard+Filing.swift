import CaseProtocol

extension UnfairSafeguard {
    private static let drafted: [FieldID] = ["hsCodes", "nationalCaseNo", "userStatus"]
    private static let evidence: [FieldID] = [
        "product", "importTrend", "increase", "injuryFactors", "unforeseenDevelopments",
    ]
    private static let twins: [FieldID] = ["nonConfidentialVersion", "noSummaryReason"]
    private static let summarised = Guard.twin(
        "injuryFactors", public: "nonConfidentialVersion", orReason: "noSummaryReason")

    /// Until it is filed, by an industry or on the authority's own motion.
    static let filing: [Rule] = [
        Rule(
            "open", from: .nothing, to: .stage("drafting"), by: filers,
            accepts: ["product", "increase", "country"] + drafted, source: agreement("2, 4; GATT XIX", .recalledHigh)),
        Rule(
            "recordLead", from: .nothing, to: .stage("lead"), by: [.investigator, .authorityHead],
            requires: ["product", "text"], accepts: ["increase"] + drafted, record: .internal,
            source: LegalSource(
                "Trade Remedies Act 2017 (Kenya): investigation on the authority's own motion", .verified)
        ),
        Rule(
            "file", from: .stages(["drafting"]), to: .stage("filed"), by: filers,
            requires: evidence + ["adjustmentPlan"], accepts: twins + drafted, guards: [summarised],
            effects: [.markSubmitted, .issueNumber], source: agreement("2, 4; GATT XIX", .recalledHigh)),
        Rule(
            "file", from: .stages(["lead"]), to: .stage("filed"), by: [.investigator, .authorityHead],
            requires: evidence, accepts: ["adjustmentPlan"] + twins + drafted, guards: [summarised],
            effects: [.markSubmitted, .issueNumber, .flag("ownMotion"), .sign("draftedBy")],
            source: LegalSource(
                "Trade Remedies Act 2017 (Kenya): investigation on the authority's own motion", .verified)
        ),
        // Once a measure stands it is no longer the applicant's to take back.
        Rule(
            "withdraw",
            from: .stages(["drafting", "filed"] + beforeFinding + ["determination", "consultation"]),
            to: .stage("withdrawn"), by: filers, accepts: ["reason"], worksSuspended: true, source: CommonRules.source),
        Rule(
            "withdraw", from: .stages(["lead"]), to: .stage("withdrawn"), by: [.investigator, .authorityHead],
            requires: ["reason"], worksSuspended: true, source: CommonRules.source),
    ]

    /// Until the notice that opens the investigation. Whether the head of the authority or the minister signs it is the
    /// Act's to say.
    static let initiating: [Rule] = [
        Rule(
            "acceptAsDocumented", from: .stages(["filed"]), to: .stay, by: [.investigator],
            requires: ["documentedOn"], accepts: ["text"], guards: [.hasNot("documentedOn")],
            effects: [.sign("draftedBy")], record: .internal, source: design),
        Rule(
            "reject", from: .stages(["filed"]), to: .stage("rejected"), by: [.authorityHead], requires: ["reason"],
            source: design),
        Rule(
            "initiate", from: .stages(["filed"]), to: .stage("initiated"), by: [.minister, .authorityHead],
            requires: ["noticeText", "noticeRef", "viewsUntil", "increase", "userStatus"],
            accepts: ["hsCodes", "nationalCaseNo"], guards: [.has("documentedOn"), .notSigner("draftedBy")],
            effects: [
                .markInitiated, .clear("draftedBy"), .start("views"), .start("nineMonths"), .start("notifyInitiation"),
            ], source: agreement("3.1", .recalledHigh)),
    ]
}
