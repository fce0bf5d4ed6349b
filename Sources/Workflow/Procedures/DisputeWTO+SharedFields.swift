import CaseProtocol

/// Fields that the tables of disputes have in common.
enum DisputeFields {
    /// A legal day of the past that may come again: each act that needs it gives it anew.
    static func latest(_ id: FieldID, _ label: String, _ help: String) -> FieldSpec {
        FieldSpec(id, .date(past: true), onHeader: true, label: label, help: help)
    }

    static let matter: [FieldSpec] = [
        CommonFields.country, CommonFields.title, CommonFields.product, CommonFields.hsCode,
        FieldSpec(
            "capacity", .choice(["complainant", "respondent", "thirdParty"]), onHeader: true, lasting: true,
            label: "Our capacity", help: "Whether this government complains, answers or is a third party."),
        FieldSpec(
            "complainingCountry", .text(bytesMax: 10), onHeader: true, lasting: true, label: "Complainant",
            help: "The country that complains, as two letters; EU for the European Union."),
        FieldSpec(
            "respondingCountry", .text(bytesMax: 10), onHeader: true, lasting: true, label: "Respondent",
            help: "The country that answers, as two letters; EU for the European Union."),
        FieldSpec(
            "measures", .text(bytesMax: 5_000), onHeader: true, lasting: true, label: "Measures at issue",
            help: "The laws, decisions and practices complained of, each by name."),
        FieldSpec(
            "claims", .text(bytesMax: 5_000), onHeader: true, lasting: true, label: "Legal basis",
            help: "The provisions that they breach, and briefly why."),
        FieldSpec(
            "urgency", .bool, onHeader: true, lasting: true, label: "Urgent?",
            help: "Whether it is a case of urgency, which shortens the limits."),
        FieldSpec(
            "perishable", .bool, onHeader: true, lasting: true, label: "Perishable goods?",
            help: "Whether it is about goods that spoil."),
        FieldSpec(
            "developingComplainant", .bool, onHeader: true, lasting: true, label: "Developing complainant?",
            help: "Whether a developing country complains."),
        FieldSpec(
            "developingRespondent", .bool, onHeader: true, lasting: true, label: "Developing respondent?",
            help: "Whether a developing country answers; the panel then gives it time to prepare."),
        FieldSpec(
            "ldcInvolved", .bool, onHeader: true, lasting: true, label: "Least-developed country involved?",
            help: "It may ask for good offices before a panel is requested; others show restraint."),
    ]

    static let consulting: [FieldSpec] = [
        FieldSpec("opinion", .text(bytesMax: 60_000), .internal, label: "Opinion", help: "Why there is no case."),
        FieldSpec(
            "approvalNote", .text(bytesMax: 5_000), .internal, label: "Minister's note", help: "The minister's words."),
        FieldSpec("requestText", .text(bytesMax: 60_000), label: "Request", help: "The text as it was sent."),
        CommonFields.day("consultationsRequestedOn", "Consultations requested on", "The day of the written request."),
        CommonFields.day("receivedOn", "Received on", "When the respondent received the request for consultations."),
        FieldSpec("notifiedTo", .list, label: "Copied to", help: "The bodies that got a copy, as the DSB."),
        FieldSpec("repliedOn", .date(past: true), label: "Replied on", help: "The day of the reply."),
        FieldSpec(
            "consultationsOn", .date(past: false), label: "Consultations on", help: "The day on which both sides meet."),
        FieldSpec(
            "consultationNotes", .text(bytesMax: 60_000), .internal, label: "Notes of consultations",
            help: "For this office alone; never shown to a panel."),
        FieldSpec(
            "bothConsent", .bool, label: "Do both sides consent?", help: "Good offices need the consent of both."),
        DisputeFields.latest("goodOfficesOn", "Good offices begun on", "The day on which they began."),
        FieldSpec(
            "bothAgreeFailed", .bool, label: "Do both say it failed?",
            help: "Then nothing is waited for any longer; otherwise the time to wait runs on."),
        FieldSpec(
            "jointStatement", .bool, label: "Joint statement?",
            help: "Whether both sides say that consultations failed."),
        FieldSpec(
            "consultationsHeld", .bool, label: "Were consultations held?", help: "The panel request has to say so."),
        CommonFields.day("panelRequestedOn", "Panel requested on", "The day of the request for a panel."),
        CommonFields.day("establishedOn", "Established on", "When the panel was established."),
        FieldSpec("panellists", .list, label: "Panellists", help: "Three names; five if both sides agreed in time."),
        CommonFields.day("composedOn", "Composed on", "When the panel was complete and its terms of reference set."),
        CommonFields.day("circulatedOn", "Circulated on", "When all members got the report."),
        DisputeFields.latest("appealNoticeOn", "Appeal notified on", "The day of the first notice of appeal."),
        CommonFields.day("abCirculatedOn", "Appeal report circulated on", "When all members got the appeal report."),
    ]
}
