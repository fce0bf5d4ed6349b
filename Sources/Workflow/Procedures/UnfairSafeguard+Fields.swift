import CaseProtocol

extension UnfairSafeguard {
    static let fields: [FieldSpec] = headerFields + applicationFields + paperFields + measureFields + noticeFields

    private static func text(
        _ id: FieldID, as confidentiality: ConfidentialityClass = .parties, onHeader: Bool = false,
        bytesMax: Int = 60_000,
        _ label: String, _ help: String
    ) -> FieldSpec {
        FieldSpec(
            id, .text(bytesMax: bytesMax), confidentiality, onHeader: onHeader, lasting: onHeader, label: label,
            help: help)
    }

    private static func date(_ id: FieldID, past: Bool = true, _ label: String, _ help: String) -> FieldSpec {
        FieldSpec(id, .date(past: past), label: label, help: help)
    }

    private static let headerFields: [FieldSpec] = [
        CommonFields.country, CommonFields.product,
        FieldSpec(
            "hsCodes", .list, onHeader: true, lasting: true, label: "HS codes",
            help: "The tariff codes of the product, separated by commas."),
        text("nationalCaseNo", onHeader: true, bytesMax: 100, "The authority's own number", "As on its paper file."),
        FieldSpec(
            "userStatus", .choice(["developed", "developing"]), onHeader: true, lasting: true, label: "User",
            help: "Whether the country that takes the measure is a developing one: ten years in all instead of eight."),
        FieldSpec(
            "increase", .choice(["absolute", "relative"]), onHeader: true, lasting: true, label: "Increase of imports",
            help: "`absolute`, or `relative` where imports only grew against domestic production."),
        CommonFields.day(
            "documentedOn", "Properly documented on", "The day on which the application was found complete, YYYY-MM-DD."
        ),
        CommonFields.day("initiatedOn", "Initiated on", "The day of the public notice, YYYY-MM-DD."),
        CommonFields.day(
            "provisionalOn", "Provisional measure from", "The day from which it applies, YYYY-MM-DD."),
        CommonFields.day("finalOn", "Measure from", "The day from which the definitive measure applies, YYYY-MM-DD."),
        CommonFields.day(
            "introducedOn", "Introduced on",
            "The day from which its term counts: that of the provisional measure where there was one, YYYY-MM-DD."),
        CommonFields.day(
            "priorNoticeOn", "WTO told on", "When the WTO was told of the provisional measure to come, YYYY-MM-DD."),
    ]

    private static let applicationFields: [FieldSpec] = [
        text("importTrend", "Trend of imports", "Volumes by year, and against domestic production; with their source."),
        text(
            "injuryFactors", as: .confidential, "Serious injury",
            "Sales, market share, output, capacity, profit, jobs: how each developed."),
        text("unforeseenDevelopments", "Unforeseen developments", "What nobody expected when tariffs were bound."),
        text(
            "adjustmentPlan", "Adjustment plan", "How the industry will be able to compete by the end of the measure."),
        text("noticeText", "Public notice", "As it is published."),
        text("noticeRef", bytesMax: 300, "Where it was published", "Gazette or newspaper, number and page."),
        date("viewsUntil", past: false, "Views until", "The last day to make views known, YYYY-MM-DD."),
        FieldSpec(
            "partyKind",
            .choice([
                "exporter", "foreignProducer", "importer", "domesticProducer", "user", "consumers", "association",
                "government",
            ]), label: "Kind of party", help: "What it is in this case."),
    ]

    private static let paperFields: [FieldSpec] = [
        text(
            "confidentialVersion", as: .confidential, bytesMax: 20_000, "Confidential version",
            "The paper, or its file name: for the authority alone."),
        text(
            "goodCause", as: .confidential, bytesMax: 5_000, "Why it is confidential",
            "The good cause for treating it so."),
        text(
            "nonConfidentialVersion", "Version for the public file",
            "The same without what is confidential, detailed enough that others understand it."),
        text(
            "noSummaryReason", bytesMax: 5_000, "Why it cannot be summarised",
            "Only where it is really impossible: the reasons why."),
        date("hearingOn", "Day of the hearing", "YYYY-MM-DD; none for views in writing."),
        text("draftReport", as: .internal, "Draft report", "For those who decide on it; nobody else sees it."),
        text(
            "publicInterest", as: .internal, "Public interest",
            "Whether a measure would serve it, and who said what of it."
        ),
        text(
            "criticalCircumstances", as: .internal, "Critical circumstances",
            "Why delay would do damage hard to repair."),
        FieldSpec(
            "preliminaryFinding", .choice(["affirmative", "negative"]), onHeader: true, label: "Preliminary finding",
            help: "Whether there is clear evidence of serious injury by the imports."),
        FieldSpec(
            "injuryFound", .bool, onHeader: true, label: "Serious injury found?",
            help: "Whether the imports caused or threaten serious injury."),
        text("recommendation", as: .internal, "Recommendation", "To the minister."),
        text(
            "report", "Report", "The version for the public file: findings and reasons on fact and law."),
    ]

    private static let measureFields: [FieldSpec] = [
        text("provisionalDuty", bytesMax: 2_000, "Provisional tariff", "The rate and how it is collected."),
        text("refunds", bytesMax: 5_000, "Refunds", "How the provisional duty is paid back."),
        FieldSpec(
            "measureForm", .choice(["tariff", "quota", "tariffQuota"]), onHeader: true, lasting: true,
            label: "Form of the measure", help: "A higher tariff, a quota, or a tariff above a quota."),
        text("measure", onHeader: true, bytesMax: 1_000, "Measure", "In one line: form, level and how long."),
        text(
            "quotaBasis", bytesMax: 5_000, "Basis of the quota",
            "The average imports of the last three representative years, or why a lower level is needed."),
        text(
            "liberalisation", onHeader: true, bytesMax: 5_000, "Schedule of liberalisation",
            "The steps and their days; none where it lasts a year or less."),
        FieldSpec(
            "excludedCountries", .list, onHeader: true, lasting: true, label: "Developing countries left out",
            help:
                "Those with 3% of imports or less, while those below 3% together hold 9% or less; or `none`."
        ),
        FieldSpec(
            "measureUntil", .date(past: false), onHeader: true, label: "Until", help: "The last day, YYYY-MM-DD."),
        FieldSpec(
            "durationClass", .choice(["upTo180Days", "upToOneYear", "upToThreeYears", "overThreeYears"]),
            onHeader: true, label: "Duration", help: "From its introduction to its last day, extensions included."),
        date("nextStepOn", past: false, "Next step on", "The day of the next step of liberalisation, YYYY-MM-DD."),
        text("gazetteNo", bytesMax: 300, "Gazette number", "Of the notice that imposes or ends it."),
        text("stillNeeded", "Still needed", "Why the measure is still necessary against serious injury."),
        text("adjustmentEvidence", "Adjustment", "What shows that the industry is adjusting."),
        date(
            "reapplyFrom", past: false, "Free again from",
            "The first day on which the product may be safeguarded again, YYYY-MM-DD."),
    ]

    private static let noticeFields: [FieldSpec] = [
        FieldSpec(
            "notifiedEvent",
            .choice(["initiation", "provisional", "finding", "decision", "exclusion", "results", "review"]),
            label: "What the WTO is told", help: "`results` of consultations and compensation; `review` at half-way."),
        date("notifiedOn", "Notified on", "The day on which it went to the WTO, YYYY-MM-DD."),
        date("consultationsOn", "Consultations from", "The day on which they were opened, YYYY-MM-DD."),
        FieldSpec(
            "compensation", .choice(["withAll", "withSome", "none"]), label: "Compensation agreed",
            help: "With all exporting Members that asked for it, with some, or with none."),
        date("receivedOn", "Received on", "The day on which the Council for Trade in Goods received it, YYYY-MM-DD."),
    ]

    static let edits: [EditRule] = [
        EditRule(["product", "hsCodes", "userStatus", "increase"], by: filers, from: .stages(["drafting"])),
        EditRule(
            ["product", "hsCodes", "userStatus", "increase"], by: [.investigator, .authorityHead],
            from: .stages(["lead", "filed"])),
        EditRule(["nationalCaseNo", "hsCodes"], by: [.investigator, .authorityHead], from: .any),
        // What history lacks; before initiation nobody says that it was.
        EditRule(
            ["product", "initiatedOn", "provisionalOn", "finalOn", "measure", "increase", "userStatus"],
            by: [.investigator, .authorityHead], from: .stages(fromInitiationOn), onlyUnknown: true),
    ]
}
