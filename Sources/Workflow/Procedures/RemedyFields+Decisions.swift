import CaseProtocol

extension RemedyFields {
    static let findings: [FieldSpec] = [
        text("repliesSummary", "Replies", "Who answered, who did not, and what that means."),
        text("samplingNote", "Sampling", "Whether a sample was taken, and how.", bytesMax: 5_000),
        inner("draftReport", "Draft report", "For the head of the authority; nobody else sees it."),
        inner("draftRates", "Proposed rates", "For each exporter, and for all others."),
        inner("recommendation", "Recommendation", "To the minister."),
        FieldSpec(
            "preliminaryFinding", .choice(["affirmative", "negative"]), onHeader: true, label: "Preliminary finding",
            help: "Whether the practice and injury by it were found for now."),
        text("report", "Report", "The version for the public file.", bytesMax: 60_000),
        FieldSpec(
            "firmConsents", .bool, label: "Does the firm agree to the visit?", help: "Without consent there is none."),
        FieldSpec(
            "governmentObjects", .bool, label: "Does its government object?",
            help: "It is told of the visit beforehand."),
        text("visitPlan", "Plan of the visit", "Where, when, by whom, and what is checked.", bytesMax: 5_000),
        text("statement", "Essential facts", "What the decision will rest on.", bytesMax: 60_000),
        FieldSpec(
            "allCommented", .bool, label: "Has everybody commented?",
            help: "Yes if no party that may comment is still silent."),
        text("commentsNote", "Comments considered", "How each comment was taken into account."),
        FieldSpec(
            "ground", .choice(RemedyRules.grounds), label: "Ground",
            help:
                "Why it ends: margin or subsidy too small, volume too small, no injury, no link, too little evidence, "
                + "application withdrawn."),
        percent("volumeShare", "Share of imports", "The country's share of all imports of the like product."),
        percent(
            "collectiveShare", "Share of all small countries together",
            "What the countries that are each below the threshold hold together; 0 if there is no other."),
    ]

    static let decisions: [FieldSpec] = [
        FieldSpec(
            "provisionalForm", .choice(["duty", "security"]), label: "Form",
            help: "A provisional duty or, better, a security."),
        text("exporterRates", "Rates", "For each exporter its rate.", bytesMax: 20_000),
        percent("residualRate", "Rate for all others", "The rate for exporters without one of their own."),
        FieldSpec(
            "withinFinding", .bool, label: "Is no rate above what was found?",
            help: "No duty may be higher than the margin or subsidy that was found."),
        FieldSpec(
            "neededNow", .bool, label: "Is it needed now?",
            help: "Whether it is necessary to prevent injury during the investigation."),
        FieldSpec(
            "noSecondRemedy", .bool, label: "Is there no second remedy?",
            help: "No good may bear both duties for one and the same situation."),
        text("gazetteNo", "Gazette number", "Of the notice that imposes or ends it.", bytesMax: 300),
        text("reasons", "Reasons", "Of fact and of law.", bytesMax: 60_000),
        text("lesserDuty", "Lesser duty", "Whether a lower duty would remove the injury.", bytesMax: 5_000),
        text("refunds", "Refunds", "What is paid back, and which securities are released.", bytesMax: 5_000),
        date("retroactiveFrom", "Duty back to", "At most ninety days before the provisional measure, YYYY-MM-DD."),
        text("massiveImports", "Massive imports", "What came in within how short a time."),
        text(
            "knownPractice", "History", "Earlier findings, or why the importer knew or should have known."),
        text("undertakingText", "Undertaking", "What is promised, and what will be reported how often."),
        text("monitoringPlan", "Monitoring", "How the authority sees that it is kept.", bytesMax: 5_000),
        text("breach", "Breach", "What was promised, and what happened.", bytesMax: 5_000),
    ]

    static let reviews: [FieldSpec] = [
        FieldSpec(
            "reviewType", .choice(["interim", "newShipper", "sunset", "refund", "anticircumvention"]), onHeader: true,
            label: "Kind of review", help: "What is asked for."),
        text("evidence", "Evidence", "What shows that a review is warranted."),
        date("claimedOn", "Claimed on", "The day on which the importer asked for the refund, YYYY-MM-DD."),
        FieldSpec(
            "coversBoth", .bool, label: "Were practice and injury both reviewed?",
            help: "Only such a review begins the five years anew."),
        text("court", "Court", "Which court or tribunal, and its number of the case.", bytesMax: 300),
        date("broughtOn", "Brought on", "The day on which it was brought there, YYYY-MM-DD."),
        FieldSpec(
            "courtOutcome", .choice(["upheld", "annulled", "remitted"]), onHeader: true,
            label: "What the court decided",
            help: "Upheld, annulled, or sent back to the authority."),
    ]
}
