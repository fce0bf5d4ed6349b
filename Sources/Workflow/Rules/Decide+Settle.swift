import CaseProtocol

/// Settles a conflict: of a field which version stands, of an act that came too late what becomes of it.
func decideSettle(
    _ settle: ConflictSettle, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    guard let conflict = standing.state[settle.conflict], conflict.kind == .conflict,
        standing.sees(conflict.compartment)
    else { throw .notFound }
    try standing.checkMayAct("conflict.settle")
    guard standing.header.isAdopted else { throw .notAdopted("conflict.settle") }
    if let reason = settle.reason, reason.utf8.count > noteBytesMax {
        throw .tooLong("reason", bytes: reason.utf8.count, bytesMax: noteBytesMax)
    }
    guard conflict["state"] == "open" else {
        let name = conflict["settledByName"]?.string.map { ", by \($0)" } ?? ""
        throw .guardFailed("conflict.settle", "This was settled already\(name).")
    }
    let settler = Settler(standing, in: context).role(for: conflict)
    return conflict["about"] == "field"
        ? try decideField(settle, conflict, settler, standing, context)
        : try decideKeptAct(settle, conflict, settler, standing, context)
}

private func decideField(
    _ settle: ConflictSettle, _ conflict: Row, _ settler: RoleID, _ standing: Standing, _ context: DecisionContext
) throws(Refusal) -> Decision {
    let versions = FieldVersion.all(of: conflict)
    let row = standing.header.row
    var chosen: [String: JSONValue] = [:]
    switch settle.choice {
    case .theirs: break
    case .mine: for version in versions { chosen[version.field.rawValue] = version.mine }
    case .other:
        let fields = versions.map(\.field)
        chosen = settle.fields ?? [:]
        if let other = chosen.keys.sorted().first(where: { !fields.contains(FieldID($0)) }) {
            throw .unknownField(FieldID(other), allowed: fields)
        }
        guard !chosen.isEmpty else { throw .missingFields(fields) }
    case .discard, .note:
        throw .invalidValue("choice", reason: "must be theirs, mine or other where two versions of a field are kept")
    }
    for field in versions.map(\.field.rawValue) where settle.hasMoved(field, in: row) {
        throw .guardFailed(
            "conflict.settle",
            "“\(field)” was changed again meanwhile: it is “\(shown(row[field]))” now. Look at it again, then settle it."
        )
    }
    let changes = chosen.filter { ($0.value.isBlank ? .null : $0.value) != row[$0.key] ?? .null }
    let (procedure, stage) = try standing.procedure(in: context.catalogue)
    let role: RoleID
    if changes.isEmpty {
        let edit = CaseEdit(caseID: settle.caseID, fields: fieldsAsTheyAre(versions, row), base: [:])
        role = try editorOrSettler(edit, settler, standing, procedure, stage, context)
    } else {
        let edit = CaseEdit(caseID: settle.caseID, fields: changes, base: [:])
        role = try editor(edit, standing, procedure, stage, context)
        try checkValues(edit, standing, procedure, context)
    }
    var facts = EditFacts(standing, procedure, role: role, in: context)
    let values = changes.map { (FieldID($0.key), $0.value.isBlank ? JSONValue.null : $0.value) }
    let edited = values.isEmpty ? [] : [facts.edited(Dictionary(values, uniquingKeysWith: { $1 }), as: "settle")]
    return Decision(events: edited + [settled(conflict, settle, facts.recorder)])
}

extension ConflictSettle {
    /// Whether a field is not what the author looked at. Where they looked at what their own commands on the way had made of
    /// it, a revision says nothing: it was counted on their device, and another's change may bear it here.
    fileprivate func hasMoved(_ field: String, in row: Row) -> Bool {
        guard let seen = seen?[field] else { return base[field] ?? 0 != row.rev(of: field) }
        return seen.value ?? .null != row[field] ?? .null
    }
}

/// The capacity of somebody who leaves things as they stand: they may change the fields, or are the one who is asked.
private func editorOrSettler(
    _ edit: CaseEdit, _ settler: RoleID, _ standing: Standing, _ procedure: Procedure, _ stage: Stage,
    _ context: DecisionContext
) throws(Refusal) -> RoleID {
    if standing.bears(settler) { return standing.roles.contains(settler) ? settler : standing.roles.first ?? settler }
    do {
        return try editor(edit, standing, procedure, stage, context)
    } catch {
        throw .notPermitted("conflict.settle", capacities: standing.roles, allowed: [settler])
    }
}

private func fieldsAsTheyAre(_ versions: [FieldVersion], _ row: Row) -> [String: JSONValue] {
    Dictionary(versions.map { ($0.field.rawValue, row[$0.field.rawValue] ?? .null) }, uniquingKeysWith: { $1 })
}

private func decideKeptAct(
    _ settle: ConflictSettle, _ conflict: Row, _ settler: RoleID, _ standing: Standing, _ context: DecisionContext
) throws(Refusal) -> Decision {
    guard settle.choice == .discard || settle.choice == .note else {
        throw .invalidValue("choice", reason: "must be discard or note where an act came too late")
    }
    let isAuthor = conflict["by"]?.string.map(standing.ids.contains) ?? false
    guard isAuthor || standing.bears(settler), let role = standing.roles.first else {
        throw .notPermitted("conflict.settle", capacities: standing.roles, allowed: [settler])
    }
    var recorder = Recorder(standing, role: role, desk: standing.desk(for: role), context: context)
    // What was sealed of the act lies in a row of its own.
    let parts = standing.state.openConflicts.filter { row in
        ["about", "action", "by", "recordedAt"].allSatisfy { row[$0] == conflict[$0] }
    }
    var events = parts.map { settled($0, settle, recorder) }
    if settle.choice == .note, let part = parts.first(where: { $0.compartment.confidentiality != .sealed }) {
        let procedure = try? standing.procedure(in: context.catalogue).0
        var fields = recorder.signature(in: part.compartment.confidentiality)
        fields["text"] = .string(KeptActText(part, procedure: procedure, reason: settle.reason).text)
        events.append(
            .noteAdded(MadeRow(id: recorder.newRow(), compartment: part.compartment, fields: fields)))
    }
    return Decision(events: events)
}

private func settled(_ conflict: Row, _ settle: ConflictSettle, _ recorder: Recorder) -> CaseEvent {
    var fields = recorder.settlement(in: conflict.compartment.confidentiality, as: settle.choice.rawValue)
    fields["reason"] = settle.reason.map { .string($0) }
    return .conflictSettled(RowAmendment(id: conflict.id, fields: fields))
}

/// A value as a message repeats it.
private func shown(_ value: JSONValue?) -> String {
    guard let value, !value.isNull else { return "empty" }
    let text = value.string ?? value.canonicalText
    return text.count > 40 ? text.prefix(40) + "…" : text
}
