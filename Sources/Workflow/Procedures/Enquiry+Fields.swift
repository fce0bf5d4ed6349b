import CaseProtocol

extension Enquiry {
    static let fields: [FieldSpec] = questionFields + askerFields + deskFields + answerFields

    private static let questionFields: [FieldSpec] = [
        CommonFields.country, CommonFields.product, CommonFields.hsCode,
        FieldSpec(
            "question", .text(bytesMax: 20_000), onHeader: true, label: "Question",
            help: "What you want to know. Leave names of people out: it may be sent on to another office."),
        FieldSpec(
            "topic", .text(bytesMax: 200), onHeader: true, lasting: true, label: "Topic", help: "In a few words."),
        FieldSpec(
            "aboutCountry", .code(list: "iso3166-1"), onHeader: true, lasting: true, label: "Country asked about",
            help: "Where you want to sell or buy, as two letters."),
        FieldSpec(
            "infoUrgency", .choice(["ordinary", "lifeOrLiberty"]), onHeader: true, lasting: true, label: "Urgency",
            help: "`lifeOrLiberty` where somebody's life or liberty hangs on the information: 48 hours then."),
        FieldSpec("receivedAt", .date(past: true), label: "Received", help: "The day it came in, YYYY-MM-DD."),
    ]

    private static let askerFields: [FieldSpec] = [
        FieldSpec(
            "replyChannel", .choice(["here", "email", "phone", "sms", "post", "visit"]), label: "Reply by",
            help: "How you want the answer."),
        FieldSpec(
            "contact", .text(bytesMax: 500), .sealed, lasting: true, label: "Contact",
            help: "Phone, email or address. Only the enquiry desk sees it."),
        FieldSpec(
            "privacyNotice", .text(bytesMax: 50), .sealed, lasting: true, label: "Privacy notice",
            help: "The version that you read."),
        FieldSpec(
            "phone", .text(bytesMax: 50), .sealed, lasting: true, label: "Phone",
            help: "The number that called or wrote."),
        FieldSpec(
            "onBehalfOf", .text(bytesMax: 300), .sealed, lasting: true, label: "On behalf of",
            help: "The person or firm that asks."),
    ]

    private static let deskFields: [FieldSpec] = [
        FieldSpec(
            "enquiryDesk", .code(list: "enquiry.desks"), onHeader: true, label: "Desk", help: "Who knows the field."),
        FieldSpec(
            "complexity", .choice(["simple", "complex"]), onHeader: true, lasting: true, label: "Complexity",
            help: "`simple` where the answer is at hand; `complex` where it has to be found out."),
        FieldSpec(
            "legalPoint", .bool, onHeader: true, lasting: true, label: "Point of law",
            help: "Whether the answer says what the law is: a second officer reads it then."),
        FieldSpec("questions", .text(bytesMax: 20_000), label: "Questions", help: "What is missing."),
        FieldSpec("answers", .text(bytesMax: 20_000), label: "Answers", help: "To the questions asked."),
        FieldSpec(
            "agency", .choice(referralBodies), onHeader: true, label: "Referred to",
            help: "The agency, by its short name; `mission` or `REC` for one abroad or a regional secretariat."),
    ]

    private static let answerFields: [FieldSpec] = [
        FieldSpec("answerText", .text(bytesMax: 60_000), label: "Answer", help: "In words that the enquirer uses."),
        FieldSpec(
            "sources", .text(bytesMax: 5_000), label: "Sources", help: "Laws, notices and pages that it rests on."),
        FieldSpec("lawAsOf", .date(past: true), label: "Law as of", help: "The day on which it was so, YYYY-MM-DD."),
        FieldSpec("rating", .integer(1...5), label: "Rating", help: "1 for useless, 5 for all you needed."),
    ]

    static let edits: [EditRule] = [
        EditRule(
            ["topic", "aboutCountry", "product", "hsCode"], by: filers, from: .stages(["received", "awaitingEnquirer"])),
        EditRule(
            ["topic", "aboutCountry", "product", "hsCode", "enquiryDesk", "legalPoint"], by: [.enquiryOfficer],
            from: .stages(["received", "assigned", "referred"])),
    ]
}
