import CaseProtocol
import Workflow

/// A value that each field takes.
enum Sample {
    static let fields: [FieldID: JSONValue] = [
        "ntbCategory": "2.3", "locationCountry": "TZ", "place": "Namanga", "incidentOn": "2026-10-30",
        "description": "Lorries with tea wait four days for a second test.",
        "contact": "+254 712 345 678, amina@rift.example",
        "product": "Black tea", "hsCode": "0902.40", "value": "12000.50 USD", "ntmCode": "A83", "stillHappening": true,
        "transitCountry": "UG", "direction": "export", "obstacle": "D", "reportingCountry": "KE",
        "consentPublishFirm": false, "shareWithImposing": false, "privacyNotice": "1", "phone": "+254 799 111 222",
        "onBehalfOf": "Halima Juma", "consentGivenHow": "spoken", "text": "A note of what was said.",
        "receivedAt": "2026-11-01", "callbackNote": "She sells tea.", "questions": "Which post?",
        "answers": "Namanga.", "reason": "Because of this.", "explanation": "More of it.", "duplicateOf": "NTB-000-324",
        "imposingCountry": "TZ", "policyOrRegulatory": false, "recipients": ["fp:TZ"],
        "publicText": "Tea is tested twice at Namanga.", "agency": "Standards bureau", "agencyContact": "Desk 4",
        "meetingRef": "RMC 5", "agenda": "Double testing", "meetingOn": "2026-12-20", "actionRequired": "Stop the test",
        "actionOwner": "Standards bureau", "targetOn": "2027-03-31", "session": "RMC 12", "sessionOn": "2027-02-10",
        "recommendation": "Direct the bureau", "resolutionNote": "The test was dropped", "evidence": "Circular 7",
        "effectiveOn": "2026-12-01", "outcome": "removed", "resolvedOn": "2026-11-02", "complainantConsulted": true,
        "forumDecision": "RMC 12, item 3", "disputeCase": "EACJ 1/2027", "targetMechanism": "ntb.afcfta",
        "supersededBy": "AfCFTA-000-099",
    ]

    /// The sample values of some fields, as a command carries them.
    static func of(_ names: [FieldID]) -> [String: JSONValue] {
        Dictionary(names.compactMap { name in fields[name].map { (name.rawValue, $0) } }, uniquingKeysWith: { $1 })
    }

    /// What `rule` requires, with sample values; of a narrowed field its last word, which needs nothing more.
    static func required(by rule: Rule) -> [String: JSONValue] {
        var values = of(rule.requires)
        for (field, words) in rule.choices { values[field.rawValue] = words.last.map { .string($0) } }
        return values
    }
}

extension CivilDate {
    /// A day of a test, which must exist.
    static func day(_ text: String) -> CivilDate {
        guard let date = CivilDate(text) else { preconditionFailure("\(text) is no day") }
        return date
    }
}
