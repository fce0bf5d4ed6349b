import CaseProtocol

extension DisputeAfCFTA {
    private static let openingFields: [FieldID] = [
        "title", "agreement", "measures", "claims", "product", "hsCode", "registryNumber", "urgency", "perishableProof",
        "forumCheck", "noParallelCase", "country", "developingComplainant", "developingRespondent", "ldcInvolved",
    ]

    /// From the first look at a measure to a request for a panel.
    static let consulting: [Rule] =
        [
            DisputeActs.opening(
                requires: ["capacity", "complainingCountry", "respondingCountry", "perishable"],
                accepts: openingFields, source: design),
            Rule(
                "checkForum", from: .stages(["assessment"]), to: .stay, by: [.ministryLegal, .missionOfficer],
                requires: ["forumCheck", "noParallelCase"], source: forum),
            Rule(
                "noCase", from: .stages(["assessment"]), to: .stage("closed"), by: [.ministryLegal],
                requires: ["opinion"], record: .internal, source: design),
        ] + DisputeActs.approval(at: ["assessment"] + consultationStages) + requesting + answering + panelRequests

    /// Who starts in one forum may not start in another for the same matter: neither WTO nor a community has it.
    private static let forum = article("3")
    private static let forumIsFree = Guard.fieldIs("noParallelCase", ["true"])
    private static let forumFields: [FieldID] = ["forumCheck", "noParallelCase"]

    /// That goods are perishable is shown with the request. What the other side files is recorded as it is.
    private static let requesting: [Rule] =
        ([("false", []), ("true", ["perishableProof"])].map { (word: String, proof: [FieldID]) in
            let fields: [FieldID] = ["requestText", "measures", "claims", "consultationsRequestedOn", "receivedOn"]
            return Rule(
                "requestConsultations", from: .stages(["assessment"]), to: .stage("consultationsRequested"),
                by: [.ministryLegal], requires: fields + forumFields + proof,
                accepts: ["agreement", "notifiedTo", "urgency", "documentRef"],
                guards: [.fieldIs("capacity", ["complainant"]), .fieldIs("perishable", [word])]
                    + DisputeActs.approved.guards + [forumIsFree, requestComesFirst],
                effects: DisputeActs.approved.effects + requestStarts, source: article("7", .recalledHigh))
        })
        + [
            DisputeActs.recorded(
                "requestConsultations", from: ["assessment"], to: .stage("consultationsRequested"),
                requires: ["requestText", "measures", "claims", "consultationsRequestedOn", "receivedOn"],
                accepts: ["agreement", "urgency", "perishableProof", "forumCheck"],
                guards: [.fieldIs("capacity", ["respondent"]), requestComesFirst], effects: requestStarts,
                source: article("7", .recalledHigh))
        ]
        + DisputeActs.act(
            "agreeArbitration", of: nil, from: ["assessment"] + consultationStages, to: .stage("arbitration27"),
            requires: ["arbitrationAgreement", "agreedOn", "notifiedOn"] + forumFields,
            guards: [forumIsFree, .notBefore("notifiedOn", than: "agreedOn")],
            effects: [
                .markTransmitted, .cancel("reply"), .cancel("enterConsultations"), .cancel("panelGate"),
            ], source: article("27"))

    private static let requestComesFirst = Guard.notBefore("receivedOn", than: "consultationsRequestedOn")
    private static let requestStarts: [Effect] = [
        .markTransmitted, .start("reply"), .start("enterConsultations"), .start("panelGate"),
    ]

    private static let answering: [Rule] =
        DisputeActs.act(
            "respondentReplied", of: .respondent, from: ["consultationsRequested"], to: .stage("consultations"),
            requires: ["repliedOn"], accepts: ["text", "consultationsOn"], effects: [.meet("reply")],
            source: article("7", .recalledHigh))
        + DisputeActs.act(
            "enterConsultations", of: .respondent, from: ["consultationsRequested"], to: .stage("consultations"),
            requires: ["consultationsOn"], effects: [.meet("reply"), .meet("enterConsultations")],
            source: article("7", .recalledHigh))
        + DisputeActs.act(
            "enterConsultations", of: .respondent, from: ["consultations", "goodOffices"], to: .stay,
            requires: ["consultationsOn"], effects: [.meet("enterConsultations")],
            source: article("7", .recalledHigh))
        + [
            Rule(
                "noteConsultations", from: .stages(["consultations", "goodOffices"]), to: .stay,
                by: [.ministryLegal, .missionOfficer, .counsel], requires: ["consultationNotes"], record: .internal,
                isRebaseable: true, source: article("7", .recalledHigh))
        ]

    /// The gate has opened, or the other party missed its reply or the consultations.
    private static let panelRequests: [Rule] = [
        (Guard.gate("panelGate"), article("7", .recalledHigh)), (.lapsed("reply"), article("7", .recalledHigh)),
        (.lapsed("enterConsultations"), article("7", .recalledHigh)),
        (
            .fieldIs("jointStatement", ["true"]),
            LegalSource("The shape of the DSU: both say that consultations failed", .design)
        ),
    ].flatMap { (way: Guard, source: LegalSource) in
        DisputeActs.act(
            "requestPanel", of: .complainant, from: consultationStages, to: .stage("panelRequested"),
            requires: ["requestText", "measures", "claims", "consultationsHeld", "panelRequestedOn"],
            accepts: ["jointStatement"], guards: [way],
            effects: [
                .cancel("reply"), .cancel("enterConsultations"), .meet("panelGate"), .start("dsbMeeting"),
            ], approval: DisputeActs.approved, source: source)
    }

    private static let voluntary = article("8", .recalledHigh)

    /// Good offices, conciliation, mediation: voluntary, at any time, ended by either party at any time. No limit.
    static let goodOffices: [Rule] = [
        Rule(
            "offerGoodOffices",
            from: .stages(consultationStages + ["panelRequested", "panelEstablished", "panelComposed"]),
            to: .stay, by: recorders, requires: ["offeredBy"], accepts: ["text", "documentRef"], source: voluntary),
        Rule(
            "acceptGoodOffices", from: .stages(["consultationsRequested", "consultations"]), to: .stage("goodOffices"),
            by: [.missionOfficer], requires: ["bothConsent", "goodOfficesOn"], accepts: ["text", "documentRef"],
            guards: [.fieldIs("bothConsent", ["true"])], source: voluntary),
        Rule(
            "endGoodOffices", from: .stages(["goodOffices"]), to: .stage("consultations"), by: [.missionOfficer],
            accepts: ["text", "documentRef"], source: voluntary),
    ]
}
