import CaseProtocol

/// Other ways out, courts, and what the public reads.
extension RemedyRules {
    /// Grounds that rest on no figure.
    static let plainGrounds = ["noInjury", "noLink", "insufficient"]
    static let grounds = ["deMinimis", "negligible"] + plainGrounds + ["withdrawn"]

    var ending: [Rule] {
        [
            Rule(
                "withdraw", from: .stages(Self.beforeFiling + ["deficient"] + underExamination),
                to: .stage("withdrawn"), by: Self.applicants, accepts: ["reason"], worksSuspended: true,
                source: CommonRules.source),
            // Once it is public the matter is no longer the applicant's alone: the authority decides what becomes of
            // it.
            Rule(
                "withdraw", from: .stages(Self.underInvestigation), to: .stay, by: Self.applicants,
                requires: ["reason"], effects: [.flag("applicationWithdrawn")], worksSuspended: true,
                source: law.termination),
            Self.terminate(["withdrawn"], guards: [.has("applicationWithdrawn")], source: law.termination),
            Self.terminate(Self.plainGrounds, source: law.termination),
            // Neither an undertaking nor a suspension stops this cap (rulings 1 and 6).
            Rule(
                "capReached", from: .stages(Self.underInvestigation), to: .stage("terminated"), by: [.system],
                guards: [.lapsed("investigationCap")],
                effects: [
                    .lapse("investigationCap"), .cancel("provisionalCap"), .flag("securitiesToRelease"),
                ], worksSuspended: true, source: law.duration),
        ]
    }

    /// The end of the whole case without a measure.
    ///
    /// - Parameter grounds: the words that this rule takes.
    static func terminate(
        _ grounds: [String], requires fields: [FieldID] = [], guards: [Guard] = [], source: LegalSource
    ) -> Rule {
        Rule(
            "terminate", from: .stages(underInvestigation), to: .stage("terminated"), by: [.authorityHead],
            requires: ["ground", "reason", "noticeText"] + fields, accepts: ["refunds", "noticeRef"],
            guards: [.fieldIs("ground", grounds)] + guards + [.notSigner("draftedBy")], effects: concluded,
            source: source)
    }

    /// The end for one exporter, or for the country whose government is named.
    static func terminateParty(
        _ ground: String, requires fields: [FieldID], guards: [Guard], source: LegalSource
    ) -> Rule {
        Rule(
            "terminateParty", from: .stages(underInvestigation), to: .stay, by: [.authorityHead],
            requires: ["party", "ground", "reason"] + fields, accepts: ["noticeText", "exportingCountries"],
            choices: ["ground": ["deMinimis", "negligible"]],
            guards: [.fieldIs("ground", [ground]), .namesParty([.interestedParty])] + guards,
            effects: [.markParty("outcome", "terminated"), .meetForParty("questionnaire")], source: source)
    }

    /// Which court, and how long one may go there, is national law: recorded, without a clock.
    var courts: [Rule] {
        [
            Rule(
                "recordCourtCase", from: .stages(Self.inForce + Self.ended), to: .stay,
                by: [.investigator, .authorityHead], requires: ["court", "broughtOn", "documentRef"],
                accepts: ["text"], effects: [.external], worksSuspended: true, source: law.judicial),
            Rule(
                "recordCourtDecision", from: .stages(Self.inForce + Self.ended), to: .stay,
                by: [.investigator, .authorityHead], requires: ["courtOutcome", "documentRef"], accepts: ["text"],
                effects: [.external], worksSuspended: true, source: law.judicial),
        ]
    }

    /// Nothing is public before initiation, nor before a second person has agreed.
    var publishing: [Rule] {
        [
            Rule(
                "publishCard", from: .stages(Self.knownToAll), to: .stay, by: [.investigator],
                requires: ["publicText"], guards: [.nonePending(.card), .nonePending(.cardWithdrawal)],
                effects: [.propose(.card)], source: Self.separation),
            Rule(
                "withdrawCard", from: .any, to: .stay, by: [.investigator], requires: ["reason"],
                guards: [.cardPublished, .nonePending(.card), .nonePending(.cardWithdrawal)],
                effects: [.propose(.cardWithdrawal)], source: Self.separation),
            Rule(
                "approveCard", from: .stages(Self.knownToAll), to: .stay, by: [.authorityHead],
                guards: [.pending(.card), .notProposer(.card)], effects: [.publishCard, .settle(.card)],
                source: Self.separation),
            Rule(
                "approveCard", from: .any, to: .stay, by: [.authorityHead],
                guards: [.pending(.cardWithdrawal), .notProposer(.cardWithdrawal)],
                effects: [.withdrawCard, .settle(.cardWithdrawal)], source: Self.separation),
            Rule(
                "declineCard", from: .any, to: .stay, by: [.authorityHead], requires: ["reason"],
                guards: [.pending(.card), .notProposer(.card)], effects: [.rejectProposal(.card)],
                source: Self.separation),
            Rule(
                "declineCard", from: .any, to: .stay, by: [.authorityHead], requires: ["reason"],
                guards: [.pending(.cardWithdrawal), .notProposer(.cardWithdrawal)],
                effects: [.rejectProposal(.cardWithdrawal)], source: Self.separation),
        ]
    }
}
