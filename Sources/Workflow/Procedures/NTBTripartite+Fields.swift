import CaseProtocol

extension NTBTripartite {
    static let fields: [FieldSpec] = barrierFields + identitySpecs + screeningFields + workFields

    private static let barrierFields: [FieldSpec] = [
        FieldSpec(
            "ntbCategory", .code(list: "ntb.tripartite.categories"), onHeader: true, lasting: true,
            label: "Kind of barrier", help: "A code of the mechanism's list, such as 2.3."),
        FieldSpec(
            "locationCountry", .code(list: "iso3166-1"), onHeader: true, lasting: true, label: "Country of the barrier",
            help: "Where you met it, as two letters."),
        FieldSpec(
            "place", .text(bytesMax: 300), onHeader: true, lasting: true, label: "Place",
            help: "Border post, port, road or office."),
        FieldSpec(
            "incidentOn", .date(past: true), onHeader: true, lasting: true, label: "Day of the incident",
            help: "YYYY-MM-DD; the last one if it happened often."),
        FieldSpec(
            "description", .text(bytesMax: 20_000), onHeader: true, lasting: true, label: "What happened",
            help: "Names of people belong under contact, not here: this text goes to the other country."),
        FieldSpec(
            "product", .text(bytesMax: 500), onHeader: true, lasting: true, label: "Product", help: "In your own words."
        ),
        FieldSpec(
            "hsCode", .hsCode, onHeader: true, lasting: true, label: "HS code",
            help: "Two to ten digits, if you know it."),
        FieldSpec(
            "value", .money, onHeader: true, lasting: true, label: "Value concerned", help: "As in 1200.50 USD."),
        FieldSpec(
            "ntmCode", .text(bytesMax: 20), onHeader: true, lasting: true, label: "Measure code",
            help: "UNCTAD code of the measure, such as A83."),
        FieldSpec(
            "stillHappening", .bool, onHeader: true, lasting: true, label: "Still happening",
            help: "Whether the barrier stands today."),
        FieldSpec(
            "transitCountry", .code(list: "iso3166-1"), onHeader: true, lasting: true, label: "Transit country",
            help: "A third country that the goods only pass through."),
        FieldSpec(
            "direction", .choice(["export", "import", "transit"]), onHeader: true, lasting: true, label: "Direction",
            help: "Which way the goods were going."),
        FieldSpec(
            "obstacle", .choice(["A", "B", "C", "D", "E", "F", "G", "H", "I"]), onHeader: true, lasting: true,
            label: "Procedural obstacle",
            help: "A letter of the ITC list: the difficulty in complying, not the measure."),
        FieldSpec(
            "reportingCountry", .code(list: "iso3166-1"), onHeader: true, lasting: true, label: "Reporting country",
            help: "Where your interest lies; the country of your account unless you say otherwise."),
    ]

    private static let identitySpecs: [FieldSpec] = [
        FieldSpec(
            "contact", .text(bytesMax: 500), .sealed, lasting: true, label: "Contact",
            help: "Phone or email. Your own country's focal point sees it, and the other country's only if you agree."),
        FieldSpec(
            "consentPublishFirm", .bool, .sealed, lasting: true, label: "Publish the firm's name?",
            help: "No unless you say yes."),
        FieldSpec(
            "shareWithImposing", .bool, .sealed, lasting: true, label: "Tell the other country who you are?",
            help: "No unless you say yes: its focal point then sees name and contact."),
        FieldSpec(
            "privacyNotice", .text(bytesMax: 50), .sealed, lasting: true, label: "Privacy notice",
            help: "The version that you read."),
        FieldSpec(
            "phone", .text(bytesMax: 50), .sealed, lasting: true, label: "Phone",
            help: "The number that called or wrote."),
        FieldSpec(
            "onBehalfOf", .text(bytesMax: 300), .sealed, lasting: true, label: "On behalf of",
            help: "The trader for whom you file."),
        FieldSpec(
            "consentGivenHow", .choice(["spoken", "thumbprint", "signature"]), .sealed, lasting: true,
            label: "How consent was given", help: "How the trader agreed that you file."),
    ]

    private static let screeningFields: [FieldSpec] = [
        FieldSpec(
            "text", .text(bytesMax: 20_000), label: "Text", help: "What was said or written; of a message the original."
        ),
        FieldSpec(
            "receivedAt", .date(past: true), .confidential, label: "Received", help: "The day it came in, YYYY-MM-DD."),
        FieldSpec(
            "callbackNote", .text(bytesMax: 20_000), .confidential, label: "Note of the call", help: "What was said."),
        FieldSpec("questions", .text(bytesMax: 20_000), .confidential, label: "Questions", help: "What is missing."),
        FieldSpec("answers", .text(bytesMax: 20_000), .confidential, label: "Answers", help: "To the questions asked."),
        FieldSpec(
            "reason", .text(bytesMax: 5_000), label: "Reason",
            help: "Why; in a sentence or as one of the words offered."),
        FieldSpec(
            "explanation", .text(bytesMax: 5_000), label: "Explanation",
            help: "More about the reason, in a few sentences."),
        FieldSpec(
            "duplicateOf", .text(bytesMax: 100), label: "Duplicate of", help: "The number of the earlier complaint."),
        FieldSpec(
            "imposingCountry", .code(list: "iso3166-1"), onHeader: true, lasting: true, label: "Imposing country",
            help: "The country whose measure is complained of."),
        FieldSpec(
            "policyOrRegulatory", .bool, onHeader: true, lasting: true, label: "Policy or regulation",
            help: "Whether a law or policy is behind it, rather than how an office works."),
        FieldSpec("recipients", .list, label: "Recipients", help: "The desks that it is sent to."),
        FieldSpec(
            "publicText", .text(bytesMax: 5_000), label: "Public text",
            help: "What everybody may read; no name or contact of the complainant."),
    ]

    private static let workFields: [FieldSpec] = [
        FieldSpec("agency", .text(bytesMax: 300), onHeader: true, label: "Agency", help: "The office in charge."),
        FieldSpec("agencyContact", .text(bytesMax: 500), label: "Agency contact", help: "Whom to ask there."),
        FieldSpec("meetingRef", .text(bytesMax: 300), label: "Meeting", help: "The meeting it was said at."),
        FieldSpec("agenda", .text(bytesMax: 5_000), label: "Agenda", help: "What to talk about."),
        FieldSpec("meetingOn", .date(past: false), label: "Day of the meeting", help: "YYYY-MM-DD."),
        FieldSpec("actionRequired", .text(bytesMax: 5_000), label: "Action required", help: "What has to be done."),
        FieldSpec(
            "actionOwner", .text(bytesMax: 300), label: "Owner of the action", help: "The office that has to do it."),
        FieldSpec("targetOn", .date(past: false), onHeader: true, label: "Target date", help: "YYYY-MM-DD."),
        FieldSpec("session", .text(bytesMax: 200), label: "Session", help: "Its name or number."),
        FieldSpec("sessionOn", .date(past: false), onHeader: true, label: "Day of the session", help: "YYYY-MM-DD."),
        FieldSpec("recommendation", .text(bytesMax: 20_000), label: "Recommendation", help: "To the policy organ."),
        FieldSpec("resolutionNote", .text(bytesMax: 20_000), label: "Resolution", help: "What was done about it."),
        FieldSpec(
            "evidence", .text(bytesMax: 20_000), label: "Evidence", help: "What shows it: notice, gazette, receipt."),
        FieldSpec("effectiveOn", .date(past: false), label: "In effect from", help: "YYYY-MM-DD."),
        FieldSpec(
            "outcome", .choice(["removed", "amended", "clarified", "notAnNtb"]), label: "Outcome",
            help: "What became of the measure."),
        FieldSpec("resolvedOn", .date(past: true), onHeader: true, label: "Resolved on", help: "YYYY-MM-DD."),
        FieldSpec(
            "complainantConsulted", .bool, label: "Complainant consulted", help: "Whether the complainant agrees."),
        FieldSpec("forumDecision", .text(bytesMax: 500), label: "Forum decision", help: "Which session decided what."),
        FieldSpec(
            "disputeCase", .text(bytesMax: 100), onHeader: true, label: "Dispute", help: "The case that goes on."),
        FieldSpec(
            "targetMechanism", .text(bytesMax: 100), onHeader: true, label: "Other mechanism", help: "Where it goes on."
        ),
        FieldSpec(
            "supersededBy", .text(bytesMax: 100), onHeader: true, label: "Superseded by", help: "Its number there."),
    ]

    /// Where the sides of a filed complaint are being settled.
    private static let screened: [StageID] = ["submitted", "infoRequested", "registered"]

    /// Whoever edits, the other side's edit of the same field is never overwritten: see `case.edit`.
    static let edits: [EditRule] = [
        EditRule(filingFields, by: filers, from: .stages(["draft", "submitted", "infoRequested", "dormant"])),
        EditRule(filingFields, by: [.nfpReporting], from: .stages(["lead", "draft"])),
        EditRule(
            filingFields.filter { $0 != "description" && $0 != "reportingCountry" } + ["policyOrRegulatory"],
            by: [.nfpReporting, .recOfficer], from: .anyOpen),
        EditRule(["imposingCountry"], by: [.nfpReporting, .recOfficer], from: .stages(screened)),
        // What a source wrote that is no country has to be mended, or nobody of that side could act. The reporting
        // country's focal point reads who complains: once it is known, that is the filer's to change.
        EditRule(
            ["imposingCountry", "reportingCountry"], by: [.nfpReporting, .recOfficer], from: .anyOpen,
            onlyUnknown: true),
        EditRule(
            ["agency", "place", "product", "hsCode", "ntmCode"], by: [.nfpReporting, .nfpImposing, .nmcMember],
            from: .stages(["transmitted"] + underWork)),
        EditRule(["stillHappening"], by: filers, from: .anyOpen),
    ]
}
