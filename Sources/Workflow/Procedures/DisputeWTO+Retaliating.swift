import CaseProtocol

extension DisputeWTO {
    /// Compensation, then suspension of concessions, until the measure is gone.
    static let retaliating: [Rule] = compensating + authorising

    /// - Note: talks start no later than the end of the reasonable period; what follows counts from that end.
    private static let compensating: [Rule] =
        DisputeActs.act(
            "requestCompensation", of: .complainant, from: ["rptRunning", "complianceClaimed"],
            to: .stage("compensationTalks"),
            accepts: ["text"], effects: [.cancel("rptGuideline")], source: dsu("22.2", .secondary))
        + DisputeActs.act(
            "requestCompensation", of: .complainant, from: ["compliancePanel"], to: .stage("compensationTalks"),
            accepts: ["text"], guards: [.fieldIs("complianceRuling", ["notComplied"])],
            effects: [.cancel("rptGuideline")], source: dsu("22.2", .secondary))
        + [
            Rule(
                "agreeCompensation", from: .stages(["compensationTalks"]), to: .stage("compensated"),
                by: [.ministryLegal], requires: ["text", "agreedOn"], accepts: ["documentRef"],
                effects: [.cancel("compensationGate"), .cancel("retaliationWindow"), .meet("rptEnds")],
                source: dsu("22.2", .secondary))
        ]

    /// A sequencing agreement stands in place of the gate and the window.
    private static let authorising: [Rule] =
        [
            ([.has("sequencingAgreement")], LegalSource("Sequencing agreement of the parties", .recalledHigh)),
            (
                [.hasNot("sequencingAgreement"), .gate("compensationGate"), .within("retaliationWindow")],
                dsu("22.2 and 22.6", .verified)
            ),
        ].flatMap { (way: [Guard], source: LegalSource) in
            DisputeActs.act(
                "requestAuthorisation", of: .complainant, from: ["compensationTalks"],
                to: .stage("retaliationRequested"), requires: ["level", "sectors", "suspensionOrder"],
                accepts: ["text"],
                requiresWhen: [
                    ConditionalField("orderReason", when: "suspensionOrder", is: "sameAgreement"),
                    ConditionalField("orderReason", when: "suspensionOrder", is: "otherAgreement"),
                ], guards: way, effects: [.meet("retaliationWindow"), .meet("compensationGate")], source: source)
        }
        + [([.has("sequencingAgreement")], []), ([.hasNot("sequencingAgreement")], [.start("retaliationArbitration")])]
        .flatMap { (sequence: [Guard], starts: [Effect]) in
            DisputeActs.act(
                "object", of: .respondent, from: ["retaliationRequested"], to: .stage("arbitration22_6"),
                requires: ["grounds"], accepts: ["methodologyRef"], guards: sequence, effects: starts,
                source: dsu("22.6", .verified))
        }
        + [
            DisputeActs.recorded(
                "awardLevel", from: ["arbitration22_6"], to: .stay, requires: ["levelAwarded", "awardOn"],
                effects: [.meet("retaliationArbitration")], source: dsu("22.7", .verified)),
            DisputeActs.recorded(
                "authorise", from: ["retaliationRequested"], to: .stage("retaliationAuthorised"),
                requires: ["authorisedLevel", "authorisedOn"], effects: [.cancel("rptEnds")],
                source: dsu("22.6", .verified)),
            // Nothing is suspended while arbitrators are at work (22.6).
            DisputeActs.recorded(
                "authorise", from: ["arbitration22_6"], to: .stage("retaliationAuthorised"),
                requires: ["authorisedLevel", "authorisedOn"], guards: [.has("levelAwarded")],
                effects: [.cancel("rptEnds")], source: dsu("22.7", .verified)),
            Rule(
                "endMeasures", from: .stages(["retaliationAuthorised", "compensated"]), to: .stage("complied"),
                by: [.ministryLegal, .missionOfficer], requires: ["removedOn", "documentRef"], accepts: ["text"],
                source: dsu("22.8", .recalledHigh)),
        ]
}
