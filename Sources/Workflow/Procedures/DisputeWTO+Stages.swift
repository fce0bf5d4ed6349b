import CaseProtocol

extension DisputeWTO {
    static let stages: [Stage] =
        consultationsPart + panelPart + implementationPart + thirdPartyPart + CommonRules.stages

    private static let consultationsPart: [Stage] = [
        Stage(
            "assessment", public: nil, owner: .ministryLegal, takesHistory: false,
            "The lawyers weigh whether there is a case, or whether to join that of others."),
        Stage(
            "consultationsRequested", public: "Consultations requested", owner: .missionOfficer,
            clocks: ["reply", "enterConsultations", "panelGate", "joinder"],
            "The request is with the respondent, who replies and enters into consultations."),
        Stage(
            "consultations", public: "In consultations", owner: .ministryLegal,
            clocks: ["enterConsultations", "panelGate", "joinder"],
            "Both sides consult in confidence; without a solution the complainant may ask for a panel."),
        Stage(
            "goodOffices", public: "In consultations", owner: .ministryLegal, clocks: ["panelGate", "goodOfficesGate"],
            "A third person offers good offices, conciliates or mediates."),
        Stage("settled", public: "Settled", isFinal: true, owner: nil, "Both sides found a solution and notified it."),
        Stage("closed", public: "Closed", isFinal: true, owner: nil, "The file is closed; nothing is left to do."),
    ]

    private static let panelPart: [Stage] = [
        Stage(
            "panelRequested", public: "Panel requested", owner: .missionOfficer,
            "The request for a panel is before the DSB."),
        Stage(
            "blockedOnce", public: "Panel requested", owner: .missionOfficer,
            "The respondent objected at the first meeting; at the next the panel is established."),
        Stage(
            "panelEstablished", public: "Panel established", owner: .missionOfficer,
            clocks: [
                "fiveMembers", "composition", "nineMonths", "overall", "overallAppeal", "rptOuter", "rptOuterMax",
            ],
            "The panellists are chosen."),
        Stage(
            "panelComposed", public: "Panel composed", owner: .ministryLegal,
            clocks: ["timetable", "panelReport", "nineMonths", "overall", "overallAppeal", "rptOuter", "rptOuterMax"],
            "The panel works: submissions, meetings, questions."),
        Stage(
            "panelSuspended", public: "Panel suspended", owner: .ministryLegal, clocks: ["panelSuspension"],
            "The panel suspended its work at the complainant's request."),
        Stage(
            "lapsed", public: "Panel lapsed", isFinal: true, owner: nil,
            "The panel was suspended for more than twelve months: its authority lapsed."),
        Stage(
            "interimReport", public: "Panel composed", owner: .ministryLegal,
            clocks: ["panelReport", "nineMonths", "overall", "overallAppeal", "rptOuter", "rptOuterMax"],
            "The interim report is with the parties for comments."),
        Stage(
            "finalToParties", public: "Panel composed", owner: .missionOfficer,
            clocks: ["circulation", "nineMonths", "overall", "overallAppeal", "rptOuter", "rptOuterMax"],
            "The parties have the final report; it is being translated."),
        Stage(
            "circulated", public: "Report circulated", owner: .ministryLegal,
            clocks: [
                "adoptionGate", "adoption", "appealWindow", "overall", "overallAppeal", "rptOuter", "rptOuterMax",
            ],
            "All members have the report: it is adopted, or a party appeals."),
        Stage(
            "appealed", public: "Under appeal", owner: .ministryLegal,
            clocks: ["otherAppeal", "abReport", "abOuter", "overallAppeal"],
            "The Appellate Body hears the appeal; the panel report is frozen."),
        Stage(
            "appealedVoid", public: "Under appeal", owner: .ministryLegal,
            "The appeal cannot be heard, since the Appellate Body has no quorum. Open-ended: no limits run."),
        Stage(
            "abCirculated", public: "Appeal report circulated", owner: .missionOfficer,
            clocks: ["abAdoption", "overallAppeal"], "The reports wait for adoption by the DSB."),
        Stage(
            "arbitration25", public: "In arbitration", owner: .ministryLegal,
            "Arbitrators decide by agreement of both sides, instead of a panel or of the Appellate Body."),
    ]

    private static let implementationPart: [Stage] = [
        Stage(
            "adopted", public: "Report adopted", owner: .ministryLegal,
            clocks: ["intentions", "rptAgreement", "rptAward", "rptGuideline", "removeEffects"],
            "The respondent says how it will comply, and the reasonable period of time is fixed."),
        Stage(
            "rptRunning", public: "Being implemented", owner: .ministryLegal,
            clocks: ["rptEnds", "rptGuideline", "statusReport"],
            "The reasonable period of time runs; the matter stays on the agenda of the DSB."),
        Stage(
            "complianceClaimed", public: "Compliance claimed", owner: .ministryLegal,
            "The respondent says that it complies; the complainant accepts or asks for a review."),
        Stage(
            "compliancePanel", public: "Compliance review", owner: .missionOfficer, clocks: ["compliancePanel"],
            "The original panel, where possible, reviews compliance."),
        Stage(
            "compensationTalks", public: "Compensation talks", owner: .ministryLegal,
            clocks: ["compensationGate", "retaliationWindow"], "Both sides talk about compensation."),
        Stage(
            "compensated", public: "Compensated", owner: .ministryLegal,
            "Compensation was agreed, for a time: the matter stays under surveillance."),
        Stage(
            "retaliationRequested", public: "Retaliation requested", owner: .missionOfficer,
            "The DSB is asked to authorise the suspension of concessions."),
        Stage(
            "arbitration22_6", public: "Retaliation in arbitration", owner: .missionOfficer,
            clocks: ["retaliationArbitration"],
            "Arbitrators fix the level of suspension; meanwhile nothing is suspended."),
        Stage(
            "retaliationAuthorised", public: "Retaliation authorised", owner: .ministryLegal,
            "Concessions may be suspended up to the level, until the measure is removed."),
        Stage(
            "complied", public: "Complied", isFinal: true, owner: nil, "The measure was brought into line or removed."),
    ]

    private static let thirdPartyPart: [Stage] = [
        Stage(
            "joinedConsultations", public: "Joined consultations", owner: .ministryLegal,
            "This government takes part in the consultations of others."),
        Stage(
            "reservedThirdParty", public: "Third party", owner: .ministryLegal, clocks: ["submissionDue"],
            "It reserved third-party rights before the panel."),
        Stage(
            "submission", public: "Third party", owner: .ministryLegal, "The third-party submission is with the panel."),
    ]
}
