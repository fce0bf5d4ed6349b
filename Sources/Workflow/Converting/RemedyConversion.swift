import CaseProtocol

/// How the desk that takes reports of unfair trade hands one to the trade-remedies authority: in one act its own case ends
/// and a lead is recorded there, with whoever reported if they agreed (`roles.md` 2, “C lead”, and “only if converted,
/// reporter consents”).
enum RemedyConversion {
    static let action: ActionID = "convertToRemedy"
    static let remedy: FieldID = "remedyProcedure"
    static let words: FieldID = "remedyText"
    /// Whether the investigators are told who reported: as for an agency, but for a duty in law.
    static let basis: FieldID = "identityBasis"
    static let consent: FieldID = "consentToName"
    static let (named, withheld) = ("consent", "withheld")

    static let remedies: [ProcedureID] = ["unfair.antidumping", "unfair.countervailing", "unfair.safeguard"]

    /// What the lead says under the same names.
    static let facts: [FieldID] = ["product", "hsCodes", "exportingCountries"]

    static let fields: [FieldSpec] = [
        FieldSpec(
            remedy, .choice(remedies.map(\.rawValue)), .internal, label: "Trade remedy",
            help: "Dumping, a subsidy (`unfair.countervailing`), or a surge of imports (`unfair.safeguard`)."),
        FieldSpec(
            words, .text(bytesMax: 20_000), .internal, label: "For the authority",
            help: "What was seen in the market and why it points there; not who told you."),
        FieldSpec(
            "exportingCountries", .list, .internal, label: "Exporting countries",
            help: "Where the goods come from, each as two letters."),
        FieldSpec(
            "hsCodes", .list, .internal, label: "HS codes",
            help: "The tariff codes of the product, separated by commas."),
    ]

    /// One rule, and whether the reporter agreed is for the lead to check: a selector would refuse in the words of another rule.
    static let rule = Rule(
        action, from: .stages(["screened"]), to: .stage("converted"), by: [.triageOfficer],
        requires: [remedy, words, basis], accepts: facts + [consent, "reason"],
        requiresWhen: ["unfair.antidumping", "unfair.countervailing"].map {
            ConditionalField("exportingCountries", when: remedy, is: $0)
        } + [ConditionalField(consent, when: basis, is: named)],
        guards: [.hidesComplainant(words)], effects: [.convertToRemedy], record: .internal,
        source: UnfairMalpractice.protection)
}

extension Procedure {
    /// Version 3: the desk records a lead for a trade remedy itself, and who reported is told there with their consent.
    /// Everything else is version 2.
    public static let unfairMalpractice3 = unfairMalpractice2.next(
        adding: [RemedyConversion.rule], RemedyConversion.fields)

    /// The rule by which an officer records a lead.
    var leadRule: Rule? { rules.first { $0.from == .nothing && $0.action == "recordLead" } }
}
