import CaseProtocol

extension NTBAfCFTA {
    static let fields: [FieldSpec] =
        NTBFiling.fields(
            categories: CodeList.afcftaCategories.id, example: "2.6",
            and: [
                "agency", "agencyContact", "meetingOn", "actionRequired", "actionOwner", "targetOn", "session",
                "sessionOn", "resolutionNote", "evidence", "effectiveOn", "outcome", "resolvedOn",
                "complainantConsulted", "forumDecision",
            ])
        + CommonFields.ofCommonRules + routingFields + requestFields + facilitationFields

    private static let routingFields: [FieldSpec] = [
        FieldSpec(
            "rec", .code(list: CodeList.regionalCommunities.id), onHeader: true, lasting: true, label: "Community",
            help: "The regional economic community that both countries belong to, such as EAC."),
        FieldSpec(
            "recNumber", .text(bytesMax: 100), onHeader: true, label: "Number there",
            help: "Under which number the community registered it."),
        FieldSpec(
            "failureReport", .text(bytesMax: 20_000), label: "Why it failed there",
            help: "What the community or the other mechanism tried, and why the barrier still stands."),
    ]

    private static let requestFields: [FieldSpec] = [
        FieldSpec(
            "measure", .text(bytesMax: 5_000), label: "Measure", help: "What the other country requires or does."),
        FieldSpec(
            "act", .text(bytesMax: 2_000), onHeader: true, label: "Act",
            help: "The law, regulation, directive or decision behind the measure, or the action itself."),
        FieldSpec(
            "tradeEffect", .text(bytesMax: 5_000), label: "Effect on trade",
            help: "Time, cost and trade lost, with figures where you have them."),
        // Of this act alone: where a request is sent again, it is received again.
        FieldSpec(
            "receivedOn", .date(past: true), label: "Received on",
            help: "The day the other country received the request, where that was before today, YYYY-MM-DD."),
        FieldSpec(
            "comments", .text(bytesMax: 20_000), label: "Comments", help: "Point by point: what is said to each."),
        FieldSpec(
            "newDate", .date(past: false), onHeader: true, label: "New date of the reply",
            help: "By when the reply will come, YYYY-MM-DD."),
        FieldSpec(
            "replyWasDueOn", .date(past: true), label: "The reply was due on",
            help: "The last day by the text of Appendix 2, where the date shown here is not right, YYYY-MM-DD."),
        FieldSpec("minutes", .text(bytesMax: 20_000), label: "Minutes", help: "What was said at the talks."),
        FieldSpec(
            "agreedSteps", .text(bytesMax: 5_000), label: "Agreed steps", help: "What each side does next, by when."),
        FieldSpec(
            "solution", .text(bytesMax: 20_000), onHeader: true, label: "Solution",
            help: "The text that both sides agree to."),
    ]

    private static let facilitationFields: [FieldSpec] = [
        FieldSpec(
            "termsOfReference", .text(bytesMax: 20_000), label: "Terms of reference",
            help: "What the facilitator is asked to find out."),
        FieldSpec(
            "report", .text(bytesMax: 60_000), label: "Report", help: "What was found, in full or with its document."),
    ]
}
