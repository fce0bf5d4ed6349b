import CaseProtocol

/// Gives the case to a person or a desk of the author's own government or body.
func decideAssign(
    _ assign: CaseAssign, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let desks = Party.officials.sorted()
    let column = standing.header.roleColumn
    let capacity = standing.capacities.first { $0.desk != nil && RoleTable.allows($0.role, .assign, on: column) }
    guard let capacity, let desk = capacity.desk else {
        throw .notPermitted(
            "case.assign", capacities: standing.roles,
            allowed: RoleTable.roles(with: .assign, on: column).filter { $0 != .system })
    }
    try standing.checkMayAct("case.assign")
    // Whoever gets a trade-remedy case reads every party's business information: its head gives it, or who has it hands it on.
    if standing.header.cast == .remedy, capacity.role != .authorityHead, !standing.isHandler {
        throw .notPermitted("case.assign", capacities: standing.roles, allowed: [.authorityHead])
    }
    guard assign.person != nil || assign.desk != nil else { throw .missingFields(["person"]) }
    if let role = assign.desk, !desks.contains(role) {
        throw .unknownCode("desk", value: role.rawValue, near: desks.map(\.rawValue))
    }
    if let person = assign.person, standing.state.isRecused(person) {
        throw .invalidValue("person", reason: "stepped back from this case")
    }
    var recorder = Recorder(standing, role: capacity.role, desk: desk, context: context)
    let compartment = recorder.compartment(.internal)
    var fields = recorder.signature(in: .internal)
    fields["person"] = assign.person.map { .string($0.description) } ?? .null
    fields["desk"] = assign.desk.map { .string($0.rawValue) } ?? .null
    if let earlier = standing.state.rows(.assignment).first(where: { $0.compartment == compartment }) {
        // Whoever opened it has it until it is given to somebody else.
        if let opener = earlier["opener"]?.string, opener != assign.person?.description { fields["opener"] = .null }
        return Decision(events: [.reassigned(RowAmendment(id: earlier.id, fields: fields))])
    }
    return Decision(events: [.assigned(MadeRow(id: recorder.newRow(), compartment: compartment, fields: fields))])
}
