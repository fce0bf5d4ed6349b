import CaseProtocol

extension NTBTripartite {
    private static let byOutcome = Destination.byProposal(
        field: "outcome", ["notAnNtb": "notAnNtb"], otherwise: "resolved")
    private static let confirms: [Effect] = [.settle(.resolution), .meet("confirmation"), .start("reopenWindow")]

    /// Resolution has two sides: who says that the barrier is gone does not also confirm it.
    static let resolving: [Rule] = [
        Rule(
            "proposeResolution", from: .stages(underWork), to: .stage("resolutionProposed"), by: [.nfpImposing],
            requires: ["resolutionNote", "evidence", "effectiveOn", "outcome"], guards: [.nonePending(.resolution)],
            effects: [
                .propose(.resolution), .meet("nationalReply"), .meet("bilateralMeeting"), .meet("target"),
                .meet("session"), .meet("stale"), .start("confirmation"),
            ], source: practice),
        Rule(
            "confirm", from: .stages(["resolutionProposed"]), to: byOutcome, by: [.nfpReporting],
            requires: ["resolvedOn"], accepts: ["complainantConsulted"],
            guards: [.twoSides, .pending(.resolution), .notProposer(.resolution)], effects: confirms, source: separation
        ),
        Rule(
            "confirm", from: .stages(["resolutionProposed"]), to: byOutcome, by: [.recOfficer],
            requires: ["resolvedOn", "forumDecision"], accepts: ["complainantConsulted"],
            guards: [.pending(.resolution), .notProposer(.resolution)], effects: confirms, source: practice),
        Rule(
            "confirm", from: .stages(["resolutionProposed"]), to: byOutcome, by: [.nmcChair, .recOfficer],
            requires: ["resolvedOn"], accepts: ["complainantConsulted", "forumDecision"],
            guards: [.nationalMatter, .pending(.resolution), .notProposer(.resolution)], effects: confirms,
            source: separation),
        Rule(
            "silence", from: .stages(["resolutionProposed"]), to: .stage("resolved"), by: [.system],
            guards: [.lapsed("confirmation"), .pending(.resolution)],
            effects: [
                .settle(.resolution), .lapse("confirmation"), .flag("unconfirmed"), .start("reopenWindow"),
            ], source: design),
        Rule(
            "contest", from: .stages(["resolutionProposed"]), to: .stage("consultation"), by: filers + [.nfpReporting],
            requires: ["reason"], guards: [.pending(.resolution)],
            effects: [
                .rejectProposal(.resolution), .meet("confirmation"), .start("nationalReply"), .start("stale"),
            ], source: practice),
        Rule(
            "reopen", from: .stages(["resolved", "notAnNtb"]), to: .stage("consultation"), by: [.nfpReporting],
            requires: ["evidence"], accepts: ["text"], guards: [.within("reopenWindow")],
            effects: [
                .meet("reopenWindow"), .clear("unconfirmed"), .clear("resolvedOn"), .start("nationalReply"),
                .start("stale"),
            ], source: practice),
        Rule(
            "openDispute", from: .anyOpen, to: .stage("escalatedToDispute"), by: [.ministryLegal],
            requires: ["disputeCase"], guards: [.actsFor(.reporting, as: .ministryLegal)], worksSuspended: true,
            source: organs),
    ]

    /// Nothing is public before a second person has agreed, nor taken back by one alone.
    static let publishing: [Rule] = [
        Rule(
            "publishCard", from: .stages(fromRegistrationOn), to: .stay, by: [.nfpReporting], requires: ["publicText"],
            guards: [.nonePending(.card), .nonePending(.cardWithdrawal), .hidesComplainant("publicText")],
            effects: [.propose(.card)], source: separation),
        Rule(
            "withdrawCard", from: .any, to: .stay, by: [.nfpReporting], requires: ["reason"],
            guards: [.cardPublished, .nonePending(.card), .nonePending(.cardWithdrawal)],
            effects: [.propose(.cardWithdrawal)], source: separation),
        Rule(
            "approveCard", from: .stages(fromRegistrationOn), to: .stay, by: [.nmcMember, .recOfficer],
            guards: [.pending(.card), .notProposer(.card), .hidesComplainant("publicText")],
            effects: [.publishCard, .settle(.card)], source: separation),
        Rule(
            "approveCard", from: .any, to: .stay, by: [.nmcMember, .recOfficer],
            guards: [.pending(.cardWithdrawal), .notProposer(.cardWithdrawal)],
            effects: [.withdrawCard, .settle(.cardWithdrawal)], source: separation),
        Rule(
            "declineCard", from: .any, to: .stay, by: [.nmcMember, .recOfficer], requires: ["reason"],
            guards: [.pending(.card), .notProposer(.card)], effects: [.rejectProposal(.card)], source: separation),
        Rule(
            "declineCard", from: .any, to: .stay, by: [.nmcMember, .recOfficer], requires: ["reason"],
            guards: [.pending(.cardWithdrawal), .notProposer(.cardWithdrawal)],
            effects: [.rejectProposal(.cardWithdrawal)], source: separation),
    ]

    /// What every procedure has at every stage that has not ended.
    static let common: [Rule] = ending + pausing + adoption + [lapse]

    private static let ending: [Rule] = [
        Rule(
            "withdraw", from: .anyOpen, to: .stage("withdrawn"), by: filers, accepts: ["reason"],
            effects: [.rejectProposal(.card)], worksSuspended: true, source: design),
        // A trader who was called back withdraws through the officer who filed for them.
        Rule(
            "withdraw", from: .anyOpen, to: .stage("withdrawn"), by: [.nfpReporting], requires: ["reason"],
            guards: [.fromLead], effects: [.rejectProposal(.card)], worksSuspended: true, source: design),
        Rule(
            "transfer", from: .anyOpen, to: .stage("transferred"), by: [.nfpReporting, .recOfficer],
            requires: ["targetMechanism", "supersededBy"], accepts: ["reason"], effects: [.rejectProposal(.card)],
            worksSuspended: true, source: design),
    ]

    private static let pausing: [Rule] = [
        Rule(
            "suspend", from: .anyOpen, to: .stay, by: [.nfpReporting, .recOfficer], requires: ["reason"],
            effects: [.suspend], source: design),
        Rule(
            "resume", from: .anyOpen, to: .stay, by: [.nfpReporting, .recOfficer], accepts: ["reason"],
            guards: [.suspended], effects: [.resumeSuspended], worksSuspended: true, source: design),
    ]

    private static func adopt(
        from stages: [StageID], requires: [FieldID] = [], accepts: [FieldID] = [], then effects: [Effect] = []
    ) -> Rule {
        Rule(
            "adopt", from: .stages(stages), to: .stay, by: [.nfpReporting, .recOfficer], requires: requires,
            accepts: accepts, guards: [.notAdopted, .onlyMissing("imposingCountry"), .onlyMissing("reportingCountry")],
            effects: [.adopt] + effects, source: design)
    }

    private static let bothCountries: [FieldID] = ["imposingCountry", "reportingCountry"]
    private static let dated: [StageID] = ["timeBound", "regionalForum", "policyOrgan"]

    /// Without both countries nobody would owe, or could take, the next step of a case that has not ended.
    private static let adoption: [Rule] = [
        // What was about to be transmitted elsewhere is transmitted here.
        adopt(from: ["registered"], requires: bothCountries, then: [.followUp("transmit")]),
        adopt(from: ["timeBound"], requires: bothCountries, accepts: ["targetOn"]),
        adopt(from: ["regionalForum", "policyOrgan"], requires: bothCountries, accepts: ["sessionOn"]),
        adopt(
            from: stages.filter { !$0.isFinal && $0.takesHistory && !(dated + ["registered"]).contains($0.id) }
                .map(\.id), requires: bothCountries),
        adopt(from: stages.filter(\.isFinal).map(\.id), accepts: bothCountries),
    ]

    private static let lapse = Rule(
        "lapse", from: .any, to: .stay, by: [.system], guards: [.namedOverdue], effects: [.lapseNamed],
        worksSuspended: true, source: design)
}
