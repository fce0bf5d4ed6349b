import CaseProtocol

extension DisputeWTO {
    static let fields: [FieldSpec] =
        DisputeFields.matter + matterFields + DisputeFields.consulting + consultingFields + panelFields + reportFields
        + DisputeFields.implementing + implementingFields + DisputeFields.acts + CommonFields.ofCommonRules

    static let edits: [EditRule] = [
        EditRule(
            ["capacity", "complainingCountry", "respondingCountry", "track", "urgency", "perishable"],
            by: [.ministryLegal, .missionOfficer], from: .stages(["assessment"])),
        EditRule(
            [
                "title", "agreement", "measures", "claims", "product", "hsCode", "dsNumber", "appealPath",
                "complainantInMPIA", "respondentInMPIA", "developingComplainant", "developingRespondent", "ldcInvolved",
            ], by: [.ministryLegal, .missionOfficer], from: .anyOpen),
    ]

    private static let matterFields: [FieldSpec] = [
        FieldSpec(
            "agreement", .code(list: "wto.agreements"), onHeader: true, lasting: true, label: "Agreement",
            help: "The agreement on which the case mainly rests."),
        FieldSpec(
            "dsNumber", .text(bytesMax: 20), onHeader: true, lasting: true, label: "DS number",
            help: "The number that the WTO gives it, such as DS481."),
        FieldSpec(
            "track", .choice(["standard", "prohibitedSubsidy", "actionableSubsidy"]), onHeader: true, lasting: true,
            label: "Track", help: "Subsidy cases under SCM 4 and 7 have shorter limits; standard for all others."),
        FieldSpec(
            "appealPath", .choice(["appellateBody", "mpia", "adHoc25", "noAppealAgreement"]), onHeader: true,
            lasting: true, label: "Way of appeal",
            help: "To the Appellate Body, by MPIA, by arbitration agreed for this case, or agreed not to appeal."),
        FieldSpec(
            "complainantInMPIA", .bool, onHeader: true, lasting: true, label: "Complainant in MPIA?",
            help: "Whether the complainant takes part in the interim appeal arbitration; check the present list."),
        FieldSpec(
            "respondentInMPIA", .bool, onHeader: true, lasting: true, label: "Respondent in MPIA?",
            help: "Whether the respondent takes part in it; check the present list."),
    ]

    private static let consultingFields: [FieldSpec] = [
        CommonFields.day(
            "requestCirculatedOn", "Request circulated on", "When the WTO circulated the request for consultations."),
        FieldSpec("joiningMember", .text(bytesMax: 100), label: "Joining member", help: "Who asks to join."),
        FieldSpec(
            "joinderAccepted", .bool, label: "Accepted?", help: "Whether the respondent agrees that it may join."),
        FieldSpec(
            "restraintNote", .text(bytesMax: 5_000), label: "Restraint",
            help: "How it was weighed that a least-developed country is concerned."),
        FieldSpec(
            "offeredBy", .choice(["party", "directorGeneral", "dsbChair"]), label: "Offered by",
            help: "Who offers good offices, conciliation or mediation."),
        FieldSpec(
            "adMeasure", .choice(["definitiveDuty", "acceptedUndertaking", "provisionalMeasure"]),
            label: "Anti-dumping measure", help: "What the panel request identifies, in anti-dumping matters."),
        FieldSpec(
            "dsbMeetingOn", .date(past: false), onHeader: true, label: "Meeting of the DSB",
            help: "The day of the meeting on whose agenda it is to be."),
        DisputeFields.latest("specialMeetingRequestedOn", "Special meeting asked for on", "The day of the request."),
    ]

    private static let panelFields: [FieldSpec] = [
        FieldSpec(
            "compositionMethod", .choice(["agreed", "directorGeneral"]), label: "Composed how",
            help: "Agreed between the sides, or appointed by the Director-General."),
        FieldSpec(
            "citizensConsent", .text(bytesMax: 1_000), label: "Citizens of parties",
            help: "Where a panellist is a citizen of a party or third party: who agreed to that."),
        FieldSpec(
            "developingPanellist", .bool, label: "Panellist from a developing country?",
            help: "Owed if the developing country that is a party asks for it."),
        CommonFields.day("dgRequestedOn", "Director-General asked on", "When a side asked for the appointment."),
        FieldSpec("thirdMember", .text(bytesMax: 100), label: "Third party", help: "Who reserved third-party rights."),
        FieldSpec("submissionOn", .date(past: false), label: "Submission due on", help: "The day that the panel set."),
        FieldSpec(
            "submissionTopic", .text(bytesMax: 300), label: "Submission", help: "Which: first, rebuttal, answers."),
        FieldSpec(
            "bciMarked", .bool, label: "Business secrets marked?",
            help: "Whether business confidential information is marked as such in it."),
        DisputeFields.latest("suspendedOn", "Suspended on", "When the panel's work was suspended."),
        CommonFields.day("interimOn", "Interim report received on", "When the parties got the interim report."),
        FieldSpec("commentsDueOn", .date(past: false), label: "Comments due on", help: "The day that the panel set."),
        CommonFields.day("finalOn", "Final report received on", "When the parties got the final report."),
        FieldSpec(
            "expectedCirculationOn", .date(past: false), onHeader: true, lasting: true,
            label: "Circulation expected on", help: "When the panel means to circulate its report."),
    ]

    private static let reportFields: [FieldSpec] = [
        DisputeFields.latest("mpiaNoticeOn", "Notice of appeal on", "When the appeal to arbitrators was notified.")
    ]

    private static let implementingFields: [FieldSpec] = [
        FieldSpec(
            "rptMethod", .choice(["approved", "agreed", "award", "panel", "sixMonths"]), onHeader: true,
            label: "How the period was fixed",
            help: "Approved by the DSB, agreed, by award; by the panel (SCM 4); six months (SCM 7)."),
        DisputeFields.latest(
            "rptArbitrationOn", "Referred to arbitration on", "When the period went to an arbitrator."),
        FieldSpec("arbitrator", .text(bytesMax: 300), label: "Arbitrator", help: "Who decides on the period."),
        FieldSpec(
            "appointmentMethod", .choice(["agreed", "directorGeneral"]), label: "Appointed how",
            help: "Agreed between the sides, or appointed by the Director-General."),
    ]
}
