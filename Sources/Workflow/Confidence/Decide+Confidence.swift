import CaseProtocol

/// Says why something that lies in confidence does so, in place of what was said before; or that it need not any longer,
/// which publishes nothing.
func decideConfidence(
    _ set: ConfidenceSet, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let command: ActionID = "confidence.set"
    guard standing.state[set.row] == nil else { throw .idUnavailable }
    guard let row = standing.state[set.of], [.note, .evidence, .event].contains(row.kind),
        row.compartment.confidentiality == .confidential, standing.sees(row.compartment),
        let holder = row.compartment.holder
    else {
        throw .invalidValue(
            "of", reason: "must be something on this case that is kept in confidence and that you can read")
    }
    try standing.checkMayAct(command)
    let column = standing.header.roleColumn(of: row.compartment)
    let isHolder = standing.ids.contains(holder)
    let capacity = standing.capacities.first { capacity in
        isHolder
            ? capacity.seat == holder || RoleWords.filers.contains(capacity.role)
            : capacity.desk != nil && RoleTable.allows(capacity.role, .update, on: column)
    }
    guard let capacity else {
        throw .notPermitted(
            command, capacities: standing.roles,
            allowed: RoleTable.roles(with: .update, on: column).filter { $0 != .system })
    }
    let seat = standing.ownSeats.first { $0.holder == holder }
    let recorder = Recorder(standing, role: capacity.role, desk: capacity.desk, seat: seat, context: context)
    if let claim = set.claim {
        try ConfidenceCheck(standing: standing, recorder: recorder, context: context).check(claim, in: .confidential)
    }
    let earlier = standing.state.confidence(of: set.of)
    guard set.claim != nil || earlier != nil else {
        throw .guardFailed(command, "Nothing was said of why it is kept in confidence.")
    }
    var events: [CaseEvent] = []
    if let earlier {
        var fields = recorder.settlement(in: .confidential, as: set.claim == nil ? "givenUp" : "replaced")
        fields["state"] = fields["choice"]
        events.append(.confidenceChanged(RowAmendment(id: earlier.id, fields: fields)))
    }
    if let claim = set.claim {
        let fields = recorder.signature(in: .confidential).merging(claim.fields(of: set.of)) { $1 }
        events.append(.confidenceClaimed(MadeRow(id: set.row, compartment: row.compartment, fields: fields)))
    }
    return Decision(events: events)
}
