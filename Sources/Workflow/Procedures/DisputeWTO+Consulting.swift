import CaseProtocol

extension DisputeWTO {
    /// From the first look at a measure to a request for a panel.
    static let consulting: [Rule] =
        [
            DisputeActs.opening(
                requires: ["capacity", "complainingCountry", "respondingCountry"],
                accepts: openingFields + ["requestCirculatedOn", "establishedOn"], source: design),
            Rule(
                "noCase", from: .stages(["assessment"]), to: .stage("closed"), by: [.ministryLegal],
                requires: ["opinion"], record: .internal, source: design),
        ] + DisputeActs.approval(at: ["assessment"] + consultationStages) + requesting + answering + choosing
        + panelRequests

    /// What is known of a dispute may be given when the file is opened.
    static let openingFields: [FieldID] = [
        "title", "agreement", "measures", "claims", "product", "hsCode", "dsNumber", "track", "urgency", "perishable",
        "appealPath", "complainantInMPIA", "respondentInMPIA", "developingComplainant", "developingRespondent",
        "ldcInvolved", "country",
    ]

    /// Under SCM 4 and 7 the gate counts from the request; else from its receipt (ruling 12).
    private static let requesting: [Rule] = [([isSubsidy], "subsidyGate"), ([], "panelGate")].flatMap {
        (track: [Guard], gate: DeadlineKey) in
        DisputeActs.act(
            "requestConsultations", of: .complainant, from: ["assessment"], to: .stage("consultationsRequested"),
            requires: ["requestText", "measures", "claims", "consultationsRequestedOn", "receivedOn"],
            accepts: ["agreement", "notifiedTo", "dsNumber", "urgency", "perishable", "restraintNote"],
            guards: track + [.notBefore("receivedOn", than: "consultationsRequestedOn")],
            effects: [.markTransmitted, .start("reply"), .start("enterConsultations"), .start(gate)],
            approval: DisputeActs.approved, source: dsu("4.4", .verified))
    }

    private static let answering: [Rule] =
        [
            // The number and the circulation come days after the request; joining counts from the circulation.
            DisputeActs.recorded(
                "circulateRequest", from: ["assessment"] + consultationStages, to: .stay,
                requires: ["requestCirculatedOn"], accepts: ["dsNumber"], effects: [.start("joinder")],
                source: dsu("4.4", .verified)),
            DisputeActs.recorded(
                "recordJoinder", from: consultationStages, to: .stay, requires: ["joiningMember"],
                accepts: ["joinderAccepted"], guards: [.within("joinder")], source: dsu("4.11", .secondary)),
        ]
        + DisputeActs.act(
            "respondentReplied", of: .respondent, from: ["consultationsRequested"], to: .stage("consultations"),
            requires: ["repliedOn"], accepts: ["text", "consultationsOn"], effects: [.meet("reply")],
            source: dsu("4.3", .verified))
        // Consultations may begin before any reply; a late reply to those that began is still recorded.
        + DisputeActs.act(
            "enterConsultations", of: .respondent, from: ["consultationsRequested"], to: .stage("consultations"),
            requires: ["consultationsOn"], effects: [.meet("reply"), .meet("enterConsultations")],
            source: dsu("4.3", .verified))
        + DisputeActs.act(
            "enterConsultations", of: .respondent, from: ["consultations", "goodOffices"], to: .stay,
            requires: ["consultationsOn"], effects: [.meet("enterConsultations")], source: dsu("4.3", .verified))
        + [
            // Confidential, and no part of the record of a panel.
            Rule(
                "noteConsultations", from: .stages(["consultations", "goodOffices"]), to: .stay,
                by: [.ministryLegal, .missionOfficer, .counsel], requires: ["consultationNotes"], record: .internal,
                isRebaseable: true, source: dsu("4.6", .verified))
        ]

    /// Choices that are recorded: another procedure, and the meeting of the DSB that is aimed at.
    private static let choosing: [Rule] =
        DisputeActs.act(
            "invoke1966", of: .complainant, from: consultationStages, to: .stay, requires: ["text"],
            guards: [.fieldIs("developingComplainant", ["true"])], effects: [.flag("decision1966")],
            source: dsu("3.12", .secondary))
        + [
            Rule(
                "planMeeting", from: .stages(consultationStages), to: .stay, by: [.missionOfficer],
                requires: ["dsbMeetingOn"], effects: [.start("dsbLead")],
                source: dsu("6.2 and rule 3 of the DSB", .verified))
        ]

    private static let bothAgree = Guard.fieldIs("jointStatement", ["true"])

    /// The gate has opened, or the respondent missed its reply or the consultations, or both say that they failed. Good
    /// offices that have begun are waited for unless both say so.
    private static let panelRequests: [Rule] = [
        ([.gate("panelGate"), .gate("subsidyGate"), .gate("goodOfficesGate")], dsu("4.7", .verified)),
        ([.lapsed("reply"), .gate("goodOfficesGate")], dsu("4.3", .verified)),
        ([.lapsed("enterConsultations"), .gate("goodOfficesGate")], dsu("4.3", .verified)),
        ([bothAgree], dsu("4.7", .verified)),
    ].flatMap { (way: [Guard], source: LegalSource) in
        DisputeActs.act(
            "requestPanel", of: .complainant, from: consultationStages, to: .stage("panelRequested"),
            requires: ["requestText", "measures", "claims", "consultationsHeld", "panelRequestedOn", "dsbMeetingOn"],
            accepts: ["agreement", "jointStatement"],
            requiresWhen: [ConditionalField("adMeasure", when: "agreement", is: "AD")],
            guards: way + [.leadTime(days: 11, before: "dsbMeetingOn")],
            effects: [
                .meet("dsbLead"), .cancel("reply"), .cancel("enterConsultations"), .cancel("joinder"),
                .meet("panelGate"), .meet("subsidyGate"), .meet("goodOfficesGate"), .start("firstMeeting"),
            ], approval: DisputeActs.approved, source: source)
    }

    private static let ldc = dsu("24.2", .verified)
    private static let mediation = dsu("5", .recalledHigh)

    /// Good offices, conciliation, mediation: voluntary, at any time, and alongside the panel if both wish.
    static let goodOffices: [Rule] =
        [
            Rule(
                "requestGoodOffices", from: .stages(consultationStages), to: .stay,
                by: [.ministryLegal, .missionOfficer], requires: ["text"], accepts: ["documentRef"],
                guards: [.fieldIs("ldcInvolved", ["true"])], effects: [.flag("goodOfficesRequested")], source: ldc),
            Rule(
                "offerGoodOffices", from: .stages(consultationStages + panelStages), to: .stay, by: [.missionOfficer],
                requires: ["offeredBy"], accepts: ["text", "documentRef"], effects: [.clear("goodOfficesRequested")],
                source: ldc),
            Rule(
                "acceptGoodOffices", from: .stages(["consultationsRequested", "consultations"]),
                to: .stage("goodOffices"), by: [.missionOfficer], requires: ["bothConsent", "goodOfficesOn"],
                accepts: ["text", "documentRef"], guards: [.fieldIs("bothConsent", ["true"])],
                effects: [.start("goodOfficesGate")], source: mediation),
        ]
        + [("true", [.cancel("goodOfficesGate")]), ("false", [])].map { (word: String, effects: [Effect]) in
            Rule(
                "endGoodOffices", from: .stages(["goodOffices"]), to: .stage("consultations"), by: [.missionOfficer],
                requires: ["bothAgreeFailed"], accepts: ["text", "documentRef"],
                guards: [.fieldIs("bothAgreeFailed", [word])], effects: effects, source: mediation)
        }
}
