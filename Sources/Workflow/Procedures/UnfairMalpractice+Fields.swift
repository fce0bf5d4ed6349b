import CaseProtocol

extension UnfairMalpractice {
    static let fields: [FieldSpec] = reportFields + reporterFields + deskFields + agencyFields

    private static let reportFields: [FieldSpec] = [
        CommonFields.country, CommonFields.product, CommonFields.hsCode,
        FieldSpec(
            "description", .text(bytesMax: 20_000), onHeader: true, lasting: true, label: "What happened",
            help: "Leave out who you are, and put the firm's name under its own question: agencies read this."),
        FieldSpec(
            "place", .text(bytesMax: 300), onHeader: true, lasting: true, label: "Place",
            help: "Market, warehouse, border post, port or website."),
        FieldSpec(
            "incidentOn", .date(past: true), onHeader: true, lasting: true, label: "Day",
            help: "YYYY-MM-DD; the last one if it happened often."),
        FieldSpec(
            "malpracticeType", .code(list: "unfair.malpractice.types"), onHeader: true, label: "Kind",
            help: "What kind of unfair trade it looks like."),
        FieldSpec(
            "risk", .choice(["healthSafety", "other"]), onHeader: true, label: "Danger",
            help: "`healthSafety` where somebody may be hurt or fall ill: it is read on the same day."),
        FieldSpec(
            "evidence", .text(bytesMax: 5_000), .confidential, label: "Evidence",
            help: "What shows it: pictures, receipts, labels, by name or number."),
        FieldSpec(
            "namedFirm", .text(bytesMax: 1_000), .confidential, label: "Firm or person named",
            help: "Whom you suspect. It is an allegation: only the desk reads it."),
        FieldSpec(
            "receivedAt", .date(past: true), .confidential, label: "Received", help: "The day it came in, YYYY-MM-DD."),
    ]

    private static let reporterFields: [FieldSpec] = [
        FieldSpec(
            "anonymous", .bool, onHeader: true, lasting: true, label: "Without your name?",
            help: "Yes keeps your name off the report, from the desk too. Questions still reach you here."),
        FieldSpec(
            "contact", .text(bytesMax: 500), .sealed, lasting: true, label: "Contact",
            help: "Phone or email, if the desk may call you back. Nobody else sees it."),
        FieldSpec(
            "phone", .text(bytesMax: 50), .sealed, lasting: true, label: "Phone",
            help: "The number that called or wrote; none where the caller wants to stay unknown."),
        FieldSpec(
            "onBehalfOf", .text(bytesMax: 300), .sealed, lasting: true, label: "On behalf of",
            help: "Who reports, if they say it."),
        FieldSpec(
            "consentToName", .bool, onHeader: true, lasting: true, label: "Tell the agency who you are?",
            help: "No unless you say yes. It is asked again for every agency."),
        FieldSpec(
            "privacyNotice", .text(bytesMax: 50), .sealed, lasting: true, label: "Privacy notice",
            help: "The version that you read."),
    ]

    private static let deskFields: [FieldSpec] = [
        FieldSpec("questions", .text(bytesMax: 20_000), .confidential, label: "Questions", help: "What is missing."),
        FieldSpec("answers", .text(bytesMax: 20_000), .confidential, label: "Answers", help: "To the questions asked."),
        FieldSpec(
            "duplicateOf", .text(bytesMax: 100), .internal, label: "Same as",
            help: "The number of an earlier report of the same thing."),
        FieldSpec(
            "agency", .code(list: "agencies.KE"), onHeader: true, label: "Agency",
            help: "The body that has the power to act, by its short name. It sees the case from then on."),
        FieldSpec(
            "legalBasis", .text(bytesMax: 2_000), label: "Legal basis", help: "The law under which the agency acts."),
        FieldSpec(
            "packet", .text(bytesMax: 20_000), label: "Packet",
            help: "What the agency is given: facts and papers, the firm's name if it needs it; not the reporter's."),
        FieldSpec(
            "confidentialityLevel", .choice(["nonConfidential", "confidential", "restrictedGovernment"]),
            label: "Confidentiality", help: "How the agency has to keep the packet."),
        FieldSpec(
            "identityBasis", .choice(["withheld", "consent", "legalDuty"]), label: "Reporter's identity",
            help: "`withheld`, or why the agency may know it: `consent` of the reporter, or a `legalDuty`."),
        FieldSpec("legalDuty", .text(bytesMax: 2_000), label: "Duty in law", help: "Which law orders it to be told."),
        FieldSpec(
            "publishableSummary", .text(bytesMax: 5_000), label: "Summary",
            help: "How it ended, in words that could be published; no name of reporter or firm."),
        FieldSpec(
            "convertTo", .choice(["tradeRemedy", "ntb"]), label: "Goes on as",
            help: "`tradeRemedy` for dumping, subsidies and surges; `ntb` for a barrier."),
    ]

    private static let agencyFields: [FieldSpec] = [
        FieldSpec("agencyRef", .text(bytesMax: 200), label: "Agency's reference", help: "Its number for the matter."),
        FieldSpec("finding", .text(bytesMax: 20_000), label: "Finding", help: "What the agency found."),
        FieldSpec("actionTaken", .text(bytesMax: 20_000), label: "Action taken", help: "What it did about it."),
    ]

    static let edits: [EditRule] = [
        EditRule(
            ["description", "place", "incidentOn", "product", "hsCode", "consentToName"], by: filers,
            from: .stages(["received", "infoRequested", "screened"])),
        EditRule(
            ["product", "hsCode", "place", "malpracticeType", "risk"], by: [.triageOfficer],
            from: .stages(["received", "screened"])),
    ]
}
