import CaseProtocol

extension DisputeWTO {
    private static let isThirdParty = Guard.fieldIs("capacity", ["thirdParty"])

    /// This government takes part in the dispute of others.
    static let thirdParty: [Rule] = [
        Rule(
            "joinConsultations", from: .stages(["assessment"]), to: .stage("joinedConsultations"), by: [.ministryLegal],
            requires: ["tradeInterest"], accepts: ["notifiedTo", "documentRef"],
            guards: [isThirdParty, .within("joinder")], effects: [.meet("joinder"), .markTransmitted],
            source: dsu("4.11", .secondary)),
        DisputeActs.recorded(
            "recordEstablishment", from: ["assessment", "joinedConsultations"], to: .stay,
            requires: ["establishedOn"], guards: [isThirdParty], effects: [.cancel("joinder"), .start("reservation")],
            source: dsu("6.1", .secondary)),
        Rule(
            "reserveThirdParty", from: .stages(["assessment", "joinedConsultations"]), to: .stage("reservedThirdParty"),
            by: [.ministryLegal, .missionOfficer], requires: ["tradeInterest"], accepts: ["documentRef"],
            guards: [isThirdParty, .within("reservation")], effects: [.meet("reservation"), .markTransmitted],
            source: dsu("10", .recalledHigh)),
        Rule(
            "fileSubmission", from: .stages(["reservedThirdParty"]), to: .stage("submission"),
            by: [.counsel, .ministryLegal], requires: ["documentRef"], accepts: ["submissionTopic", "bciMarked"],
            effects: [.meet("submissionDue")], source: dsu("10 and 12", .recalledHigh)),
        Rule(
            "close", from: .stages(["joinedConsultations", "reservedThirdParty", "submission"]), to: .stage("closed"),
            by: [.ministryLegal], requires: ["text"], source: design),
    ]
}
