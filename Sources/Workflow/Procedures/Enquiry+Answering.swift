import CaseProtocol

extension Enquiry {
    /// Who answers, what they still need, and whom else they ask.
    static let assigning: [Rule] = [
        Rule(
            "assign", from: .stages(["received"]), to: .stage("assigned"), by: [.enquiryOfficer],
            requires: ["enquiryDesk", "complexity"], accepts: ["legalPoint"],
            effects: [.meet("assign"), .start("answer")], source: design),
        Rule(
            "clarify", from: .stages(["assigned"]), to: .stage("awaitingEnquirer"), by: [.enquiryOfficer],
            requires: ["questions"], effects: [.pause("answer"), .start("clarification")], source: design),
        // An enquirer without an account answers by phone or at the desk.
        Rule(
            "supply", from: .stages(["awaitingEnquirer"]), to: .stage("assigned"), by: filers + [.enquiryOfficer],
            requires: ["answers"], effects: [.meet("clarification"), .resume("answer")], source: design),
        Rule(
            "fallSilent", from: .stages(["awaitingEnquirer"]), to: .stage("closed"), by: [.system],
            guards: [.lapsed("clarification")], effects: [.lapse("clarification")], source: design),
        Rule(
            "refer", from: .stages(["assigned"]), to: .stage("referred"), by: [.enquiryOfficer],
            requires: ["agency", "text"], accepts: ["documentRef"],
            effects: [.markTransmitted, .start("referral")], source: design),
        // A body that has no account here is written to; its reply is entered by the desk.
        Rule(
            "reply", from: .stages(["referred"]), to: .stage("assigned"), by: [.agencyLiaison, .enquiryOfficer],
            requires: ["text"], accepts: ["documentRef"],
            effects: [.meet("referral"), .clear("agency"), .clear("transmittedOn")], source: design),
    ]

    private static let answered: [Effect] = [
        .meet("acknowledge"), .meet("answer"), .meet("information"), .meet("informationCeiling"), .cancel("referral"),
        .clear("draftedBy"), .clear("agency"), .clear("transmittedOn"), .start("acceptance"),
    ]

    private static func answer(legalPoint: Bool) -> Rule {
        Rule(
            "answer", from: .stages(["assigned", "referred"]), to: .stage("answered"), by: [.enquiryOfficer],
            requires: ["legalPoint", "answerText", "sources", "lawAsOf"], accepts: ["documentRef"],
            guards: legalPoint
                ? [.has("draftedBy"), .notSigner("draftedBy"), .fieldIs("legalPoint", ["true"])]
                : [.fieldIs("legalPoint", ["false"])],
            effects: answered, source: legalPoint ? secondReader : design)
    }

    /// What is said of the law is written by one officer and sent by another.
    static let answering: [Rule] = [
        Rule(
            "draftAnswer", from: .stages(["assigned", "referred"]), to: .stay, by: [.enquiryOfficer],
            requires: ["answerText", "sources", "lawAsOf"], effects: [.sign("draftedBy")], record: .internal,
            source: secondReader),
        answer(legalPoint: true),
        answer(legalPoint: false),
    ]

    /// After the answer, and what was no mere question.
    static let closing: [Rule] = [
        Rule(
            "accept", from: .stages(["answered"]), to: .stage("closed"), by: filers, accepts: ["rating", "text"],
            effects: [.meet("acceptance")], source: design),
        Rule(
            "closeSilent", from: .stages(["answered"]), to: .stage("closed"), by: [.system],
            guards: [.lapsed("acceptance")], effects: [.lapse("acceptance")], worksSuspended: true, source: design),
        // Of an enquirer without an account the desk hears by phone.
        Rule(
            "followUp", from: .stages(["answered"]), to: .stage("assigned"), by: filers + [.enquiryOfficer],
            requires: ["question"], guards: [.within("acceptance")],
            effects: [.meet("acceptance"), .start("answer")], source: design),
        Rule(
            "convert", from: .anyOpen, to: .stage("convertedToCase"), by: [.enquiryOfficer],
            requires: ["otherCase"], accepts: ["reason"], effects: [.link(.convertedTo)], record: .internal,
            source: design),
    ]
}
