import CaseProtocol

/// How a ministry's desk makes a complaint about a barrier of what somebody reported or asked: in one act its own case ends
/// and the complaint is filed for them (`roles.md` 2, “C convert”; 3.7, assisted filing).
enum Conversion {
    static let action: ActionID = "convertToComplaint"
    static let mechanism: FieldID = "complaintProcedure"
    static let words: FieldID = "complaintText"
    /// Whether whoever told the desk is named to those who act on the complaint.
    static let naming: FieldID = "complainantNamed"
    static let named = "consent"
    static let consent: FieldID = "consentGivenHow"
    static let trader: FieldID = "onBehalfOf"

    /// The procedures for complaints that there are here.
    static let mechanisms: [ProcedureID] = ["ntb.tripartite", "ntb.afcfta", "ntb.eac"]

    /// What the desk says of the barrier under the names that a filing has for it.
    static let facts: [FieldID] = ["ntbCategory", "locationCountry", "place", "incidentOn", "product", "hsCode"]

    private static let protection = LegalSource(
        "Our own rule: whoever told a desk is named in a complaint only by consent, on record", .design)

    static let fields: [FieldSpec] = [
        FieldSpec(
            mechanism, .choice(mechanisms.map(\.rawValue)), .internal, label: "Mechanism",
            help: "The procedure under which the complaint is filed."),
        FieldSpec(
            words, .text(bytesMax: 20_000), .internal, label: "The complaint",
            help: "The measure and what it does, for the focal points; not who told you, nor whom they suspect."),
        FieldSpec(
            naming, .choice(["withheld", named]), .internal, label: "Complainant",
            help: "`consent` where they agreed to be the complainant, known to the own focal point; else `withheld`."),
        FieldSpec(
            consent, .choice(["spoken", "thumbprint", "signature"]), .sealed, lasting: true,
            label: "How consent was given", help: "How they agreed that you file for them."),
        FieldSpec(
            "ntbCategory", .text(bytesMax: 50), .internal, label: "Kind of barrier",
            help: "A code of the mechanism's list, as `tatua codes` shows it."),
        FieldSpec(
            "locationCountry", .code(list: "iso3166-1"), .internal, label: "Country of the barrier",
            help: "Where the trader met it, as two letters."),
        FieldSpec("place", .text(bytesMax: 300), .internal, label: "Place", help: "Border post, port, road or office."),
        FieldSpec(
            "incidentOn", .date(past: true), .internal, label: "Day", help: "YYYY-MM-DD; the last one if it lasts."),
    ]

    /// What the desk's case holds already is not asked again.
    static func rule(by desk: RoleID, from origin: Origin, to stage: StageID) -> Rule {
        let asked: [FieldID] = ["ntbCategory", "locationCountry", "place", "incidentOn"]
        return Rule(
            action, from: origin, to: .stage(stage), by: [desk], requires: [mechanism] + asked + [words, naming],
            accepts: facts.filter { !asked.contains($0) } + [trader, "reason"],
            requiresWhen: [ConditionalField(consent, when: naming, is: named)], guards: [.hidesComplainant(words)],
            effects: [.convertToComplaint], record: .internal, source: protection)
    }
}

extension Procedure {
    /// Version 2: the desk files a complaint about a barrier itself, for the reporter or without them. Everything else is
    /// version 1.
    public static let unfairMalpractice2 = unfairMalpractice.next(
        adding: [Conversion.rule(by: .triageOfficer, from: .stages(["screened"]), to: "converted")], Conversion.fields)

    /// Version 2: the desk files a complaint about a barrier itself, for the enquirer or without them. Everything else is
    /// version 1.
    public static let enquiry2 = enquiry.next(
        adding: [Conversion.rule(by: .enquiryOfficer, from: .anyOpen, to: "convertedToCase")], Conversion.fields)

    /// The rule by which an officer files a complaint for a trader who called: what a desk files goes the same way.
    var assistedFiling: Rule? {
        rules.first { rule in
            rule.roles == [.nfpReporting] && rule.effects.contains(.markSubmitted)
                && rule.takes.contains(Conversion.trader)
        }
    }
}
