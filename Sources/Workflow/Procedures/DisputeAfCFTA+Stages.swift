import CaseProtocol

extension DisputeAfCFTA {
    static let stages: [Stage] = disputing + carryingOut + thirdPartyPart + CommonRules.stages

    private static let disputing: [Stage] = [
        Stage(
            "assessment", public: nil, owner: .ministryLegal, takesHistory: false,
            "The lawyers weigh whether there is a case, and that no other forum has it already."),
        Stage(
            "consultationsRequested", public: "Consultations requested", owner: .missionOfficer,
            clocks: ["reply", "enterConsultations", "panelGate"],
            "The request is with the other party, which replies and enters into consultations."),
        Stage(
            "consultations", public: "In consultations", owner: .ministryLegal,
            clocks: ["enterConsultations", "panelGate"],
            "Both parties consult in confidence; without a solution a panel may be asked for."),
        Stage(
            "goodOffices", public: "In consultations", owner: .ministryLegal, clocks: ["panelGate"],
            "A third person offers good offices, conciliates or mediates; either party may end it."),
        Stage(
            "panelRequested", public: "Panel requested", owner: .missionOfficer, clocks: ["dsbMeeting"],
            "The DSB meets on the request and constitutes the panel."),
        Stage(
            "panelEstablished", public: "Panel established", owner: .missionOfficer,
            clocks: ["composition", "appointment"],
            "The panellists are chosen from the indicative list."),
        Stage(
            "panelComposed", public: "Panel composed", owner: .ministryLegal, clocks: ["panelReport", "nineMonths"],
            "The panel works."),
        Stage(
            "circulated", public: "Report circulated", owner: .ministryLegal,
            clocks: ["adoptionGate", "adoption", "appealWindow"], "The report is adopted, or a party appeals."),
        Stage(
            "appealed", public: "Under appeal", owner: .ministryLegal, clocks: ["abReport", "abOuter"],
            "The Appellate Body hears the appeal."),
        Stage(
            "abCirculated", public: "Appeal report circulated", owner: .missionOfficer, clocks: ["abAdoption"],
            "The report of the Appellate Body waits for adoption."),
        Stage(
            "arbitration27", public: "In arbitration", owner: .ministryLegal,
            "Arbitrators decide by agreement of both parties, in place of a panel."),
        Stage(
            "settled", public: "Settled", isFinal: true, owner: nil, "Both parties found a solution and notified it."),
        Stage("closed", public: "Closed", isFinal: true, owner: nil, "The file is closed; nothing is left to do."),
    ]

    private static let carryingOut: [Stage] = [
        Stage(
            "adopted", public: "Report adopted", owner: .ministryLegal,
            clocks: ["intentions", "rptAgreement", "rptAward"],
            "The party concerned says how it will comply, and the reasonable period of time is fixed."),
        Stage(
            "rptRunning", public: "Being implemented", owner: .ministryLegal, clocks: ["rptEnds"],
            "The reasonable period of time runs."),
        Stage(
            "complianceClaimed", public: "Compliance claimed", owner: .ministryLegal,
            "The party concerned says that it complies; the complaining party accepts or asks for a review."),
        Stage(
            "compliancePanel", public: "Compliance review", owner: .missionOfficer,
            "The original panel, where possible, reviews compliance."),
        Stage(
            "compensationTalks", public: "Compensation talks", owner: .ministryLegal,
            clocks: ["compensationGate", "retaliationWindow"], "Both parties talk about compensation."),
        Stage("compensated", public: "Compensated", owner: .ministryLegal, "Compensation was agreed, for a time."),
        Stage(
            "retaliationRequested", public: "Retaliation requested", owner: .missionOfficer,
            "The DSB is asked to authorise the suspension of concessions."),
        Stage(
            "arbitration22_6", public: "Retaliation in arbitration", owner: .missionOfficer,
            clocks: ["retaliationArbitration"], "Arbitrators fix the level; meanwhile nothing is suspended."),
        Stage(
            "retaliationAuthorised", public: "Retaliation authorised", owner: .ministryLegal,
            "Concessions may be suspended up to the level, until the measure is removed."),
        Stage(
            "complied", public: "Complied", isFinal: true, owner: nil, "The measure was brought into line or removed."),
    ]

    private static let thirdPartyPart: [Stage] = [
        Stage(
            "joinedConsultations", public: "Joined consultations", owner: .ministryLegal,
            "This country takes part in the consultations of others."),
        Stage(
            "reservedThirdParty", public: "Third party", owner: .ministryLegal,
            "It reserved third-party rights before the panel."),
        Stage(
            "submission", public: "Third party", owner: .ministryLegal, "The third-party submission is with the panel."),
    ]
}
