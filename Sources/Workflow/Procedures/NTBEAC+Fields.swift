import CaseProtocol

extension NTBEAC {
    static let fields: [FieldSpec] =
        NTBFiling.fields(
            categories: CodeList.tripartiteCategories.id, example: "2.3",
            and: [
                "agency", "agencyContact", "agenda", "meetingOn", "actionRequired", "actionOwner", "targetOn",
                "session", "sessionOn", "recommendation", "resolutionNote", "evidence", "effectiveOn", "outcome",
                "resolvedOn", "complainantConsulted", "forumDecision",
            ])
        + CommonFields.ofCommonRules + reviewFields + organFields + courtFields

    private static let reviewFields: [FieldSpec] = [
        FieldSpec(
            "impact", .choice(["high", "medium", "low"]), onHeader: true, lasting: true, label: "Impact",
            help: "How much trade it hurts, as the committee ranks it."),
        FieldSpec(
            "letter", .text(bytesMax: 300), label: "Letter", help: "Symbol and date of the letter of notification."),
        FieldSpec(
            "request", .text(bytesMax: 20_000), label: "Request", help: "What the other Partner State is asked to do."),
        FieldSpec(
            "minutes", .text(bytesMax: 20_000), onHeader: true, label: "Minutes",
            help: "What both sides agree to: who does what."),
    ]

    private static let organFields: [FieldSpec] = [
        FieldSpec("report", .text(bytesMax: 60_000), label: "Report", help: "To the body that has it next."),
        FieldSpec("referral", .text(bytesMax: 20_000), label: "Referral", help: "What the committee is asked."),
        FieldSpec(
            "instrument", .choice(["regulation", "directive", "decision", "recommendation"]), label: "Instrument",
            help: "Which kind of act the Council adopted."),
        FieldSpec(
            "dueOn", .date(past: false), onHeader: true, label: "Due on",
            help: "By when the Council wants it done, YYYY-MM-DD."),
    ]

    private static let courtFields: [FieldSpec] = [
        FieldSpec(
            "act", .text(bytesMax: 2_000), onHeader: true, label: "Act",
            help: "The law, regulation, directive or decision behind the measure, or the action itself."),
        FieldSpec(
            "actOn", .date(past: true), onHeader: true, label: "Day of the act",
            help: "When it was enacted, published or done; where no act has a date, when you learnt of it. YYYY-MM-DD."),
        FieldSpec(
            "actBasis", .choice(["act", "knowledge"]), onHeader: true, label: "Counted from",
            help: "The act itself; the day you learnt of it only where no act has a date."),
        FieldSpec(
            "knownOn", .date(past: true), onHeader: true, label: "Known since",
            help: "The day on which you learnt of the act, YYYY-MM-DD."),
        FieldSpec(
            "ownCounsel", .text(bytesMax: 300), label: "Counsel", help: "Who speaks for you before the Court."),
        FieldSpec(
            "judgment", .text(bytesMax: 20_000), label: "Judgment", help: "What the Court held, or why it ended there."),
    ]
}
