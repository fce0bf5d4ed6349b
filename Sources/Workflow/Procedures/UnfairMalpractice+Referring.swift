import CaseProtocol

extension UnfairMalpractice {
    private static func refer(
        _ basis: String, requires: [FieldID] = [], guards: [Guard] = [], effects: [Effect] = [], source: LegalSource
    ) -> Rule {
        Rule(
            "refer", from: .stages(["screened"]), to: .stage("referred"), by: [.triageOfficer],
            requires: ["agency", "legalBasis", "packet", "confidentialityLevel", "identityBasis"] + requires,
            accepts: ["documentRef"],
            guards: [.fieldIs("identityBasis", [basis]), .hidesComplainant("packet")] + guards,
            effects: [.markTransmitted, .start("agencyAccept")] + effects, record: .internal, source: source)
    }

    /// The agency sees the case from the referral on. Who reported it is told only with consent or under a duty in law,
    /// and the packet names them in no case.
    static let referring: [Rule] = [
        refer("withheld", source: referral),
        refer(
            "consent", requires: ["consentToName"], guards: [.fieldIs("consentToName", ["true"])],
            effects: [.shareIdentity], source: protection),
        refer("legalDuty", requires: ["legalDuty"], effects: [.shareIdentity], source: protection),
        Rule(
            "accept", from: .stages(["referred"]), to: .stage("accepted"), by: [.agencyLiaison],
            requires: ["agencyRef"], accepts: ["text"], effects: [.meet("agencyAccept"), .start("outcome")],
            record: .internal, source: design),
        // Whoever declines is off the case, and a consent to be named was for this agency alone.
        Rule(
            "decline", from: .stages(["referred"]), to: .stage("screened"), by: [.agencyLiaison],
            requires: ["reason"],
            effects: [
                .meet("agencyAccept"), .clear("agency"), .clear("transmittedOn"), .clear("consentToName"),
            ], record: .internal, source: design),
    ]

    private static func update(from stage: StageID, to destination: Destination, late: Bool) -> Rule {
        Rule(
            "update", from: .stages([stage]), to: destination, by: [.agencyLiaison], requires: ["text"],
            accepts: ["documentRef"], guards: late ? [.lapsed("outcome")] : [],
            effects: late ? [.meet("monthlyNote"), .start("monthlyNote")] : [], record: .internal, source: design)
    }

    /// The agency is at work. Once the 90 days are over every note starts the next month.
    static let investigating: [Rule] = [
        update(from: "accepted", to: .stage("investigating"), late: true),
        update(from: "accepted", to: .stage("investigating"), late: false),
        update(from: "investigating", to: .stay, late: true),
        update(from: "investigating", to: .stay, late: false),
        Rule(
            "outcomeLate", from: .stages(["accepted", "investigating"]), to: .stay, by: [.system],
            guards: [.lapsed("outcome")], effects: [.lapse("outcome"), .start("monthlyNote")], source: design),
        Rule(
            "outcome", from: .stages(["accepted", "investigating"]), to: .stage("outcomeReported"),
            by: [.agencyLiaison], requires: ["finding", "actionTaken"], accepts: ["documentRef"],
            effects: [.meet("outcome"), .meet("monthlyNote")], record: .internal, source: design),
        Rule(
            "close", from: .stages(["outcomeReported"]), to: .stage("closed"), by: [.triageOfficer],
            requires: ["publishableSummary"], guards: [.hidesComplainant("publishableSummary")], source: design),
    ]
}
