import CaseProtocol

/// Those concerned and their representatives: on the case from initiation on, never before.
extension RemedyRules {
    static let seatedWhile = underInvestigation + inForce

    var seating: [Rule] {
        [
            Rule(
                "registerParty", from: .stages(Self.seatedWhile), to: .stay, by: [.investigator],
                requires: ["partyName", "partyKind"],
                accepts: ["partyCountry", "account", "representative", "mandateRef"],
                effects: [.seat(.interestedParty)], source: law.hearing),
            Rule(
                "dropParty", from: .stages(Self.seatedWhile), to: .stay, by: [.investigator],
                requires: ["party", "reason"], guards: [.namesParty([.interestedParty])], effects: [.unseat],
                source: law.hearing),
        ]
    }

    /// Questionnaires to exporters, importers and producers; to governments too where they sit as parties.
    var questioning: [Rule] {
        [
            Rule(
                "issueQuestionnaires", from: .stages(["initiated"]), to: .stage("responding"), by: [.investigator],
                requires: ["questionnaire", "sentOn"],
                guards: [.seated(.interestedParty), .notBefore("sentOn", than: "initiatedOn")],
                effects: [.startForParties("questionnaire", .interestedParty)], source: law.questionnaire),
            // One more party made itself known.
            Rule(
                "issueQuestionnaires", from: .stages(Self.answering), to: .stay, by: [.investigator],
                requires: ["party", "questionnaire", "sentOn"],
                guards: [.namesParty([.interestedParty]), .notBefore("sentOn", than: "initiatedOn")],
                effects: [.startForParties("questionnaire", .interestedParty)], source: law.questionnaire),
            Rule(
                "extendReply", from: .stages(Self.answering), to: .stay, by: [.investigator],
                requires: ["party", "extendedTo", "reason"],
                guards: [.namesParty([.interestedParty]), .namedRuns], effects: [.extendNamed],
                source: law.questionnaire),
            // Their own reply: the seat is the actor's, whoever the act names.
            Rule(
                "reply", from: .stages(Self.answering), to: .stay, by: [.interestedParty], requires: ["text"],
                accepts: Self.papers + ["party"], guards: [Self.twoVersions], effects: [.meetForParty("questionnaire")],
                source: law.summary),
            // On paper, from a party without an account: what is confidential stays in the authority's own files, never
            // in the applicant's.
            Rule(
                "receiveReply", from: .stages(Self.answering), to: .stay, by: [.investigator],
                requires: ["party", "text", "receivedOn"],
                accepts: ["heldInConfidence", "nonConfidentialVersion", "noSummaryReason"],
                guards: [.namesParty([.interestedParty]), Self.heldWithSummary],
                effects: [.meetForParty("questionnaire")], source: law.summary),
            Rule(
                "noReply", from: .stages(Self.underInvestigation), to: .stay, by: [.system], accepts: ["party"],
                guards: [.lapsed("questionnaire")],
                effects: [.lapse("questionnaire"), .markParty("cooperation", "factsAvailable")],
                worksSuspended: true, source: law.factsAvailable),
            // For a refused visit, or figures that cannot be checked.
            Rule(
                "useFactsAvailable", from: .stages(Self.underInvestigation), to: .stay, by: [.investigator],
                requires: ["party", "reason"], guards: [.namesParty([.interestedParty])],
                effects: [.markParty("cooperation", "factsAvailable")], source: law.factsAvailable),
            // A late answer that can still be used.
            Rule(
                "liftFactsAvailable", from: .stages(Self.underInvestigation), to: .stay, by: [.investigator],
                requires: ["party", "reason"], guards: [.namesParty([.interestedParty])],
                effects: [.markParty("cooperation", "cooperating"), .meetForParty("questionnaire")],
                source: law.factsAvailable),
        ]
    }

    /// Access and hearings. What is said counts once it is written down; no figure says how soon a hearing is held.
    var hearing: [Rule] {
        [
            Rule(
                "submitViews", from: .stages(Self.seatedWhile), to: .stay, by: Self.everyParty, requires: ["text"],
                accepts: Self.papers, guards: [Self.twoVersions], isRebaseable: true, source: law.summary),
            Rule(
                "requestHearing", from: .stages(Self.underInvestigation), to: .stay, by: Self.everyParty,
                requires: ["text"], isRebaseable: true, source: law.hearing),
            Rule(
                "holdHearing", from: .stages(Self.seatedWhile), to: .stay, by: [.investigator],
                requires: ["hearingOn", "minutes"], source: law.hearing),
            // A claim of confidence without good cause, and no summary: the paper is left out of account.
            Rule(
                "disregardPaper", from: .stages(Self.seatedWhile), to: .stay, by: [.investigator],
                requires: ["documentRef", "reason"], accepts: ["party"], source: law.disregard),
        ]
    }

    private static let answering: [StageID] = [
        "responding", "preliminary", "provisional", "undertaking", "verifying",
    ]
    static let heldWithSummary = Guard.twin(
        "heldInConfidence", public: "nonConfidentialVersion", orReason: "noSummaryReason")
}
