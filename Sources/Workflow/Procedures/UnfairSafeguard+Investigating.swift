import CaseProtocol

extension UnfairSafeguard {
    private static let parties: [Rule] = [
        Rule(
            "registerParty", from: .stages(beforeFinding), to: .stay, by: [.investigator],
            requires: ["partyName", "partyKind"],
            accepts: ["partyCountry", "account", "representative", "mandateRef"], effects: [.seat(.interestedParty)],
            source: agreement("3.1", .secondary)),
        Rule(
            "dropParty", from: .stages(fromInitiationOn), to: .stay, by: [.investigator],
            requires: ["party", "reason"], guards: [.namesParty([.interestedParty])], effects: [.unseat],
            source: design),
    ]

    /// What the parties and the public have to say, on the public interest too.
    static let investigating: [Rule] =
        parties + [
            Rule(
                "submitViews", from: .stages(beforeFinding), to: .stay, by: filers + [.interestedParty],
                requires: ["text"],
                accepts: ["confidentialVersion", "goodCause", "nonConfidentialVersion", "noSummaryReason"],
                guards: [
                    .within("views"),
                    .twin("confidentialVersion", public: "nonConfidentialVersion", orReason: "noSummaryReason"),
                ], isRebaseable: true, source: agreement("3.1, 3.2", .secondary)),
            // What was said at a hearing, or came from somebody who is not registered.
            Rule(
                "recordViews", from: .stages(beforeFinding), to: .stay, by: [.investigator], requires: ["text"],
                accepts: ["hearingOn", "documentRef"], isRebaseable: true, source: agreement("3.1", .secondary)),
            Rule(
                "openHearings", from: .stages(["initiated", "provisional"]), to: .stage("hearings"),
                by: [.investigator], requires: ["text"], accepts: ["documentRef"],
                source: agreement("3.1", .secondary)),
            Rule(
                "determine", from: .stages(["hearings"]), to: .stage("determination"), by: [.investigator],
                requires: ["draftReport", "publicInterest"],
                effects: [.meet("nineMonths"), .cancel("views"), .sign("draftedBy")], record: .internal,
                source: agreement("3.1, 4.2(c)", .recalledHigh)),
        ]

    private static func impose(from stage: StageID, to destination: Destination) -> Rule {
        Rule(
            "imposeProvisional", from: .stages([stage]), to: destination, by: [.minister],
            requires: ["preliminaryFinding", "provisionalOn", "provisionalDuty", "gazetteNo"],
            guards: [
                .hasNot("provisionalOn"), .has("provisionalRecommended"),
                .fieldIs("preliminaryFinding", ["affirmative"]), .has("priorNoticeOn"),
                .notBefore("provisionalOn", than: "priorNoticeOn"), .notBefore("provisionalOn", than: "initiatedOn"),
                .notSigner("draftedBy"),
            ],
            effects: [.start("provisionalCap"), .start("consultProvisional"), .clear("draftedBy")],
            source: agreement("6, 12.4", .recalledHigh))
    }

    /// A provisional measure is a tariff, once, for 200 days; the WTO knows of it before it is taken. It may become
    /// necessary while hearings go on.
    static let provisional: [Rule] = [
        Rule(
            "recommendProvisional", from: .stages(["initiated", "hearings"]), to: .stay, by: [.investigator],
            requires: ["criticalCircumstances", "draftReport"],
            guards: [.hasNot("provisionalOn")],
            effects: [.flag("provisionalRecommended"), .sign("draftedBy")], record: .internal, source: separation),
        impose(from: "initiated", to: .stage("provisional")),
        impose(from: "hearings", to: .stay),
        Rule(
            "expireProvisional", from: .stages(["provisional"]), to: .stage("initiated"), by: [.system],
            guards: [.lapsed("provisionalCap")], effects: [.lapse("provisionalCap")], worksSuspended: true,
            source: agreement("6", .recalledHigh)),
        Rule(
            "expireProvisional", from: .stages(["initiated", "hearings", "determination", "consultation"]), to: .stay,
            by: [.system], guards: [.lapsed("provisionalCap")], effects: [.lapse("provisionalCap")],
            worksSuspended: true, source: agreement("6", .recalledHigh)),
    ]
}
