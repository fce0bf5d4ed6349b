import CaseProtocol

extension DisputeAfCFTA {
    private static let period = article("24")
    private static let remedies = article("25")

    /// From adoption to compliance: intentions, the reasonable period of time, review.
    static let implementing: [Rule] =
        DisputeActs.act(
            "stateIntentions", of: .respondent, from: ["adopted", "rptRunning"], to: .stay, requires: ["text"],
            accepts: ["meetingOn"], effects: [.meet("intentions")], source: period)
        + DisputeActs.act(
            "immediateCompliance", of: .respondent, from: ["adopted"], to: .stage("complied"),
            requires: ["complianceMeasure"], accepts: ["compliedOn"], source: period)
        + [("agreed", [Guard.within("rptAgreement")]), ("approved", []), ("award", [])].map {
            (method: String, guards: [Guard]) in
            DisputeActs.recorded(
                "setRpt", from: ["adopted"], to: .stage("rptRunning"), by: recorders,
                requires: ["rptMethod", "rptSetOn", "rptEndsOn"], guards: [.fieldIs("rptMethod", [method])] + guards,
                effects: [.meet("rptAgreement"), .meet("rptAward")] + periodStarts, source: period)
        }
        + [
            DisputeActs.recorded(
                "extendRpt", from: ["rptRunning"], to: .stay, by: recorders,
                requires: ["agreedOn", "agreedBy", "rptEndsOn"], guards: [.within("rptEnds")], effects: periodStarts,
                source: period)
        ]
        + DisputeActs.act(
            "notifyCompliance", of: .respondent, from: ["rptRunning", "compensationTalks"],
            to: .stage("complianceClaimed"), requires: ["complianceMeasure"], accepts: ["compliedOn"],
            effects: [.meet("rptEnds")], source: period)
        + DisputeActs.act(
            "request21_5", of: .complainant, from: ["rptRunning", "complianceClaimed"], to: .stage("compliancePanel"),
            requires: ["requestText", "complianceReferredOn"], effects: [.clear("complianceRuling")], source: period)
        + [
            DisputeActs.recorded(
                "complianceReport", from: ["compliancePanel"], to: .stay, by: recorders,
                requires: ["complianceRuling", "complianceReportOn"], source: period)
        ]
        + DisputeActs.act(
            "accept", of: .complainant, from: ["complianceClaimed"], to: .stage("complied"), accepts: ["text"],
            source: period)
        + DisputeActs.act(
            "accept", of: .complainant, from: ["compliancePanel"], to: .stage("complied"), accepts: ["text"],
            guards: [.fieldIs("complianceRuling", ["complied"])], source: period)

    /// What counts from the end of the period is known as soon as the end is.
    private static let periodStarts: [Effect] = [
        .start("rptEnds"), .start("compensationGate"), .start("retaliationWindow"),
    ]

    /// Compensation, then suspension of concessions, until the measure is gone.
    static let retaliating: [Rule] =
        DisputeActs.act(
            "requestCompensation", of: .complainant, from: ["rptRunning", "complianceClaimed"],
            to: .stage("compensationTalks"),
            accepts: ["text"], source: remedies)
        + DisputeActs.act(
            "requestCompensation", of: .complainant, from: ["compliancePanel"], to: .stage("compensationTalks"),
            accepts: ["text"], guards: [.fieldIs("complianceRuling", ["notComplied"])], source: remedies)
        + [
            Rule(
                "agreeCompensation", from: .stages(["compensationTalks"]), to: .stage("compensated"),
                by: [.ministryLegal], requires: ["text", "agreedOn"], accepts: ["documentRef"],
                effects: [.cancel("compensationGate"), .cancel("retaliationWindow"), .meet("rptEnds")],
                source: remedies)
        ]
        + DisputeActs.act(
            "requestAuthorisation", of: .complainant, from: ["compensationTalks"], to: .stage("retaliationRequested"),
            requires: ["level", "sectors"], accepts: ["text"],
            guards: [.gate("compensationGate"), .within("retaliationWindow")],
            effects: [.meet("retaliationWindow"), .meet("compensationGate")], source: remedies)
        + DisputeActs.act(
            "object", of: .respondent, from: ["retaliationRequested"], to: .stage("arbitration22_6"),
            requires: ["grounds"], accepts: ["methodologyRef"], effects: [.start("retaliationArbitration")],
            source: remedies)
        + [
            DisputeActs.recorded(
                "awardLevel", from: ["arbitration22_6"], to: .stay, by: recorders,
                requires: ["levelAwarded", "awardOn"], effects: [.meet("retaliationArbitration")], source: remedies),
            DisputeActs.recorded(
                "authorise", from: ["retaliationRequested"], to: .stage("retaliationAuthorised"), by: recorders,
                requires: ["authorisedLevel", "authorisedOn"], effects: [.cancel("rptEnds")], source: remedies),
            // Nothing is suspended while arbitrators are at work.
            DisputeActs.recorded(
                "authorise", from: ["arbitration22_6"], to: .stage("retaliationAuthorised"), by: recorders,
                requires: ["authorisedLevel", "authorisedOn"], guards: [.has("levelAwarded")],
                effects: [.cancel("rptEnds")], source: remedies),
            Rule(
                "endMeasures", from: .stages(["retaliationAuthorised", "compensated"]), to: .stage("complied"),
                by: [.ministryLegal, .missionOfficer], requires: ["removedOn", "documentRef"], accepts: ["text"],
                source: remedies),
        ]
}
