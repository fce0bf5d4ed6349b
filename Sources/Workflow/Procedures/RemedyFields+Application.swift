import CaseProtocol

extension RemedyFields {
    static let leading: [FieldSpec] = [
        own("allegation", "What is alleged", "What you have seen in the market, and why you think it unfair."),
        own("priceEvidence", "Evidence of prices", "Invoices, quotations, price lists: what they show."),
        FieldSpec(
            "contact", .text(bytesMax: 500), .sealed, label: "Contact", help: "Phone or email of whoever asked."),
        date("receivedOn", "Received on", "The day it came in, YYYY-MM-DD."),
        own("advice", "Advice", "What an application needs, and what the authority can help with."),
    ]

    /// What an application says beside the fields of its own procedure.
    static let application: [FieldSpec] = [
        own(
            "industryOutput", "Output of the industry",
            "Volume and value of what the applicants produce, and of all domestic production of the like product."),
        text("knownTraders", "Known exporters and importers", "Each with name, country and address."),
        own("importVolumes", "Imports", "Volumes and values by country over the last years, with their source."),
        own(
            "injuryFactors", "Injury",
            "Sales, market share, prices, output, capacity, profit, jobs: how each developed."),
        own("causalLink", "Cause", "How the imports caused the injury, and what else may have."),
        own("deficiencies", "What is missing", "Each gap in the application, and what would fill it."),
        own("answers", "Answers", "To each point of the letter."),
    ]

    /// Two versions of every paper: one in confidence, one that all parties may read.
    static let papers: [FieldSpec] = [
        own("confidentialVersion", "Confidential version", "The paper, or its file name: for the authority alone."),
        own("goodCause", "Why it is confidential", "The good cause for treating it so."),
        text(
            "nonConfidentialVersion", "Version for the public file",
            "The same paper without what is confidential, detailed enough that others understand it.",
            bytesMax: 60_000),
        text(
            "noSummaryReason", "Why it cannot be summarised",
            "Only where it is really impossible: the reasons why.", bytesMax: 5_000),
        inner("heldInConfidence", "Confidential paper", "The firm's figures, or where the authority keeps them."),
    ]

    static let examination: [FieldSpec] = [
        FieldSpec(
            "documentedOn", .date(past: true), onHeader: true, label: "Properly documented on",
            help: "The day on which the application was found complete, YYYY-MM-DD."),
        percent(
            "supportOfExpressed", "Support among those who took a side",
            "Output of supporters, as a share of the output of supporters and opponents."),
        percent(
            "supportOfTotal", "Support among all producers",
            "Output of supporters, as a share of all domestic output of the like product."),
        inner("producerSurvey", "Survey of producers", "Who was asked, who supports, opposes or is silent."),
        inner(
            "leftOut", "Producers left out",
            "Those related to exporters or importers, or importing themselves, and why they do not count."),
        inner("injuryEvidence", "Evidence of injury", "What was found, and how sure it is."),
        inner("linkEvidence", "Evidence of the link", "That the imports cause the injury, and not something else."),
        date(
            "initiationPlannedOn", "Initiation planned for", "The day before which the government must know.",
            past: false),
    ]

    /// The notice that starts an investigation.
    static let initiation: [FieldSpec] = [
        text("noticeText", "Public notice", "As it is published.", bytesMax: 60_000),
        text("noticeRef", "Where it was published", "Gazette or newspaper, number and page.", bytesMax: 300),
        text("periodOfInvestigation", "Period of investigation", "The months whose trade is examined.", bytesMax: 300),
        text("partiesList", "Known parties", "Exporters, importers, users and governments that are known."),
        text("basis", "Basis of the allegation", "On what the alleged dumping or subsidy rests."),
        text("injurySummary", "Summary of the injury", "The factors on which the allegation of injury rests."),
        text("replyAddress", "Address", "Where the parties write to.", bytesMax: 500),
        date("viewsUntil", "Views until", "The last day to make views known, YYYY-MM-DD.", past: false),
        FieldSpec("recipients", .list, label: "Recipients", help: "To whom it was sent."),
        date("sentOn", "Sent on", "The day of sending, YYYY-MM-DD; it counts as received a week later."),
        FieldSpec(
            "notification", .choice(["adHoc", "semiAnnual", "oneTime", "legislation", "other"]),
            label: "Notification", help: "Which form: the report of one action, or the half-yearly one it stands in."),
        date("notifiedOn", "Notified on", "The day on which it went to the WTO, YYYY-MM-DD."),
    ]

    static let parties: [FieldSpec] = [
        FieldSpec(
            "partyKind",
            .choice([
                "exporter", "foreignProducer", "importer", "domesticProducer", "user", "consumers", "association",
                "government",
            ]), label: "Kind of party", help: "What it is in this case."),
        text("questionnaire", "Questionnaire", "Its title or file name.", bytesMax: 300),
        date("hearingOn", "Day of the hearing", "YYYY-MM-DD."),
        text("minutes", "Minutes", "What was said; views count once they are written down."),
    ]
}
