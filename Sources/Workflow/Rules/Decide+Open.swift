import CaseProtocol

/// Opens a case at the stage to which the procedure's opening rule leads.
func decideOpen(
    _ open: CaseOpen, on state: CaseState?, by party: Party, in context: DecisionContext
) throws(Refusal) -> Decision {
    guard state.map(\.rows.isEmpty) ?? true else { throw .idUnavailable }
    // A version that may no longer be opened is replaced by the present one: what is missing then can be supplied.
    let known = context.catalogue.procedure(open.procedure, version: open.version)
    guard let procedure = known ?? context.catalogue.current(open.procedure) else {
        throw .unknownProcedure(open.procedure, known: context.catalogue.procedures.map(\.id))
    }
    let openings = procedure.rules.filter { $0.from == .nothing }
    let rules = openings.filter { $0.action == open.action }
    guard !rules.isEmpty else { throw .unknownAction(open.action, allowed: openings.map(\.action)) }
    let opener = Opener(
        party: party, cast: procedure.cast, named: (open.fields["reportingCountry"] ?? open.fields["country"])?.string)
    guard let opening = opener.choose(rules) else {
        throw .notPermitted(open.action, capacities: party.appointments.map(\.role), allowed: rules.roles)
    }
    let (rule, role) = (opening.rule, opening.role)
    let affiliation = try affiliation(of: party, in: role, for: open)
    let answers = FormAnswers(open.fields)
    let missing = rule.required(by: answers, in: procedure).filter { !answers.isGiven($0) }
    guard missing.isEmpty else { throw .missingFields(missing) }
    let fields = try FieldCheck.given(
        open.fields, allowed: rule.takes, choices: rule.choices, in: procedure,
        lists: context.catalogue.codeLists, today: context.today)
    if party.isNameless, fields["anonymous"]?.bool == false {
        throw .invalidValue("anonymous", reason: "is always yes where a receipt code files: leave it out")
    }
    try answers.checkAsked(in: procedure)
    if let label = open.label, !isLabel(label) {
        throw .invalidValue("label", reason: "must be four letters or digits, a dash and a count, as in K7QF-3")
    }
    return OpeningFacts(
        open: open, procedure: procedure, rule: rule, role: role, fields: fields, party: party, context: context,
        country: opening.country, acting: opening.acting, affiliation: affiliation
    ).decision
}

/// How the author acts for the organisation that the opening names; `nil` where it names none.
///
/// - Throws: ``Refusal/invalidValue(_:reason:)``, in the same words for an organisation that there is not and for one that is
///   not theirs.
private func affiliation(of party: Party, in role: RoleID, for open: CaseOpen) throws(Refusal) -> Affiliation? {
    let field: FieldID = "organisation"
    guard let organisation = open.organisation else { return nil }
    guard let affiliation = party.affiliation(to: organisation) else {
        let own = party.affiliations.map { "\($0.name) (\($0.organisation))" }.sorted()
        let whose = own.isEmpty ? "you act for none" : "you act for \(own.joined(separator: ", "))"
        throw .invalidValue(field, reason: "must be the id of an organisation that you act for: \(whose)")
    }
    guard RoleWords.filers.contains(role) else {
        throw .invalidValue(field, reason: "is for what a trader files: an officer opens a file of the office")
    }
    guard open.fields["anonymous"]?.bool != true else {
        throw .invalidValue(field, reason: "cannot be named in a report without a name")
    }
    return affiliation
}

/// Whether it has the form of the labels that clients give. Another might pass for the number of somebody else's case.
private func isLabel(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, (1...9).contains(parts[1].count) else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let letters = [UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z")]
    return parts[1].allSatisfy(digits.contains)
        && parts[0].allSatisfy { byte in digits.contains(byte) || letters.contains { $0.contains(byte) } }
        && !CaseNumber.isWellFormed(text)
}
