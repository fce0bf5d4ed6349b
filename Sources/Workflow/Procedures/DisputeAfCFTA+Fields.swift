import CaseProtocol

extension DisputeAfCFTA {
    static let fields: [FieldSpec] =
        (DisputeFields.matter + matterFields + DisputeFields.consulting + panelFields + DisputeFields.implementing
        + [periodFixedBy] + DisputeFields.acts + CommonFields.ofCommonRules).filter { !ofDSUAlone.contains($0.id) }

    private static let ofDSUAlone: [FieldID] = ["suspensionOrder", "orderReason", "bothAgreeFailed"]

    static let edits: [EditRule] = [
        EditRule(
            ["capacity", "complainingCountry", "respondingCountry", "urgency", "perishable"],
            by: [.ministryLegal, .missionOfficer], from: .stages(["assessment"])),
        EditRule(
            [
                "title", "agreement", "measures", "claims", "product", "hsCode", "registryNumber",
                "developingComplainant", "developingRespondent", "ldcInvolved",
            ], by: [.ministryLegal, .missionOfficer], from: .anyOpen),
    ]

    private static let matterFields: [FieldSpec] = [
        FieldSpec(
            "agreement", .text(bytesMax: 300), onHeader: true, lasting: true, label: "Protocol",
            help: "The protocol or annex of the AfCFTA on which the case rests."),
        FieldSpec(
            "registryNumber", .text(bytesMax: 50), onHeader: true, lasting: true, label: "Number at the registry",
            help: "As the Secretariat of the AfCFTA gives it."),
        FieldSpec(
            "perishableProof", .text(bytesMax: 1_000), onHeader: true, lasting: true, label: "Proof",
            help: "What shows that the goods are perishable.", askedWhen: AskedWhen("perishable", is: "true")),
        FieldSpec(
            "forumCheck", .text(bytesMax: 5_000), onHeader: true, lasting: true, label: "Other forums",
            help: "Where it was looked for a case on the same matter, in the WTO and in the regional communities."),
        FieldSpec(
            "noParallelCase", .bool, onHeader: true, lasting: true, label: "No parallel case?",
            help: "Yes where no forum has a case on the same matter; a matter that one has may not go to another."),
        FieldSpec(
            "offeredBy", .choice(["party", "headOfSecretariat"]), label: "Offered by",
            help: "Who offers good offices, conciliation or mediation."),
    ]

    private static let panelFields: [FieldSpec] = [
        CommonFields.day("dsbMetOn", "DSB met on", "The meeting of the DSB on the request."),
        FieldSpec(
            "compositionMethod", .choice(["agreed", "appointed"]), label: "Composed how",
            help: "Agreed between the parties, or appointed by the Head of the Secretariat."),
        FieldSpec(
            "noConflicts", .bool, label: "No conflicts of interest?", help: "Whether no panellist has one."),
        FieldSpec(
            "submissionTopic", .text(bytesMax: 300), label: "Submission", help: "Which: first, rebuttal, answers."),
        CommonFields.day("finalOn", "Report to the parties on", "When the parties got the report."),
        FieldSpec(
            "dsbMeetingOn", .date(past: false), onHeader: true, label: "Meeting of the DSB",
            help: "The day of the meeting on whose agenda it is to be."),
    ]

    private static let periodFixedBy = FieldSpec(
        "rptMethod", .choice(["approved", "agreed", "award"]), onHeader: true, label: "How the period was fixed",
        help: "Approved by the DSB, agreed, or by award.")
}
