import CaseProtocol
import Workflow

/// What a filing consists of: an opening action and, where that only makes a draft, the act that hands it in.
struct Filing {
    let procedure: Procedure
    let opening: Opening
    /// What follows at once; empty where the opening is all.
    let then: [ActionID]
    private let openingForm: Form
    /// Of all its steps together.
    let form: Form

    init(_ procedure: Procedure, _ opening: Opening) {
        let filing = procedure.filingRule(after: opening).map { [$0] } ?? []
        self.procedure = procedure
        self.opening = opening
        then = filing.map(\.action)
        openingForm = Form(procedure, rules: [opening.rule])
        form = Form(procedure, rules: [opening.rule] + filing)
    }

    /// What was done, for people: a trader files, an officer opens a file or records what came in.
    var did: String {
        let isHandedIn = !then.isEmpty || opening.rule.effects.contains(.markSubmitted)
        if isHandedIn, RoleWords.filers.contains(opening.role) { return "Filed" }
        return opening.rule.action == Self.open ? "Opened" : "Recorded"
    }

    /// The fields of each step: what the opening takes goes there, the rest with what follows. A field that does not last
    /// is given to the step that asks for it, and a dependent question goes with the answer that it hangs on.
    func split(_ values: [String: JSONValue]) -> (opening: [String: JSONValue], rest: [String: JSONValue]) {
        let isFirst = { (field: FieldID) in openingForm.known.contains(field) }
        let opening = values.filter { name, _ in
            let question = procedure.field(FieldID(name))?.askedWhen?.field
            let comesLater = question.map { values[$0.rawValue] != nil && !isFirst($0) } ?? false
            return isFirst(FieldID(name)) && !comesLater
        }
        return (opening, values.filter { opening[$0.key] == nil })
    }

    /// Puts in the country for which the person files, where the form wants it and they name no other.
    func fillCountry(_ values: inout [String: JSONValue]) {
        guard let country = opening.country else { return }
        for field in Self.countryFields where form.required.contains(field) && values[field.rawValue] == nil {
            values[field.rawValue] = .string(country)
        }
    }

    /// Puts in how whoever files without a name is reached, where the form wants a contact and they give none.
    func fillContact(_ values: inout [String: JSONValue], of party: Party) {
        guard party.isNameless, form.required.contains(Self.contact), values[Self.contact.rawValue] == nil else {
            return
        }
        values[Self.contact.rawValue] = .string(
            "Filed without a name, by a receipt code: questions asked on the case are read and answered there.")
    }

    /// The part of the form that a person is asked to agree to.
    var consents: [FieldSpec] { Self.consentFields.compactMap { form.spec($0) } }

    static let open: ActionID = "open"
    private static let contact: FieldID = "contact"
    private static let countryFields: [FieldID] = ["country", "reportingCountry"]
    private static let consentFields: [FieldID] = ["consentPublishFirm", "shareWithImposing", "consentToName"]
}

extension Filing {
    /// The filing of `party` under a procedure.
    ///
    /// - Parameters:
    ///   - action: an opening action; without it `open`, or else the first that the person may take.
    ///   - country: as the filing names it.
    /// - Throws: a ``Problem`` when there is no such opening or it is not theirs.
    init(_ procedure: Procedure, action: ActionID?, by party: Party, naming country: String?) throws(Problem) {
        let rules = procedure.rules.filter { $0.from == .nothing }
        let mine = procedure.openings(for: party, naming: country)
        let actions = rules.map(\.action).reduce(into: [ActionID]()) { if !$0.contains($1) { $0.append($1) } }
        if let action, !actions.contains(action) { throw Refusal.unknownAction(action, allowed: actions).problem }
        let wanted = action ?? (mine.first { $0.rule.action == Self.open } ?? mine.first)?.rule.action ?? actions.first
        guard let opening = mine.first(where: { $0.rule.action == wanted }) else {
            throw Refusal.notPermitted(
                wanted ?? Self.open, capacities: party.appointments.map(\.role),
                allowed: rules.filter { $0.action == wanted }.flatMap(\.roles)
            ).problem
        }
        self.init(procedure, opening)
    }

    /// The filing of a procedure's form, whoever may use it; `nil` where nobody opens a case.
    init?(anyOf procedure: Procedure) {
        let rules = procedure.rules.filter { $0.from == .nothing }
        guard let rule = rules.first(where: { $0.action == Self.open }) ?? rules.first, let role = rule.roles.first
        else { return nil }
        self.init(procedure, Opening(rule: rule, role: role, country: nil))
    }
}
