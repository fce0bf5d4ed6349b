import CaseProtocol
import Workflow

/// What a filing consists of: an opening action and, for complaints, the act that hands it in.
struct Filing {
    let procedure: Procedure
    let opening: ActionID
    /// What follows at once; empty for a lead.
    let then: [ActionID]
    private let openingForm: Form
    /// Of all its steps together.
    let form: Form

    static let submit: ActionID = "submit"

    /// - Parameter party: whose roles choose among the rules of an action.
    init(_ procedure: Procedure, opening: ActionID, by party: Party) {
        self.procedure = procedure
        self.opening = opening
        then = opening == "open" ? [Self.submit] : []
        let roles = Self.roles(of: party)
        let openingRules = procedure.rules(for: opening, roles: roles)
        openingForm = Form(procedure, rules: openingRules)
        let filed = then.flatMap { Array(procedure.rules(for: $0, roles: roles).prefix(1)) }
        form = Form(procedure, rules: openingRules + filed)
    }

    /// The fields of each step: what the opening takes goes there, the rest with what follows. A field that does not last
    /// is given to the step that asks for it.
    func split(_ values: [String: JSONValue]) -> (opening: [String: JSONValue], rest: [String: JSONValue]) {
        let opening = values.filter { openingForm.known.contains(FieldID($0.key)) }
        return (opening, values.filter { opening[$0.key] == nil })
    }

    /// The capacities in which somebody may open a case: a focal point does so for the reporting country.
    static func roles(of party: Party) -> Set<RoleID> {
        Set(party.appointments.map { $0.role == .focalPoint ? .nfpReporting : $0.role })
    }

    /// The part of the form that a person is asked about, required first.
    var consents: [FieldSpec] { Self.consentFields.compactMap { form.spec($0) } }

    private static let consentFields: [FieldID] = ["consentPublishFirm", "shareWithImposing"]
}
