import CaseProtocol

/// Changes fields of the header, each against the revision that its author saw: a field that somebody else changed
/// meanwhile is not overwritten, nor are those that go together with it; both versions are kept for a person to settle. The
/// other fields change.
func decideEdit(_ edit: CaseEdit, on standing: Standing, in context: DecisionContext) throws(Refusal) -> Decision {
    let (procedure, stage) = try standing.procedure(in: context.catalogue)
    let role = try editor(edit, standing, procedure, stage, context)
    try standing.checkMayAct("case.edit")
    guard standing.header.isAdopted else { throw .notAdopted("case.edit") }
    try checkValues(edit, standing, procedure, context)
    var facts = EditFacts(standing, procedure, role: role, in: context)
    return facts.decision(edit)
}

/// The capacity in which every field of the edit may be changed at this stage.
func editor(
    _ edit: CaseEdit, _ standing: Standing, _ procedure: Procedure, _ stage: Stage, _ context: DecisionContext
) throws(Refusal) -> RoleID {
    let fields = edit.fields.keys.sorted().map { FieldID($0) }
    let rules = fields.map { field in procedure.edits(of: field, on: standing.state, lists: context.catalogue.codeLists)
    }
    let roles = standing.roles(with: .update)
    for rules in rules where !rules.isEmpty && !rules.contains(where: { !Set($0.roles).isDisjoint(with: roles) }) {
        throw .notPermitted("case.edit", capacities: standing.roles, allowed: Set(rules.flatMap(\.roles)).sorted())
    }
    for rules in rules where !rules.isEmpty {
        let mine = rules.filter { !Set($0.roles).isDisjoint(with: roles) }
        guard !mine.contains(where: { $0.from.includes(stage) }) else { continue }
        let allowed = procedure.stages.filter { stage in mine.contains { $0.from.includes(stage) } }
        throw .wrongStage("case.edit", at: stage.id, allowed: allowed.map(\.id))
    }
    for (field, rules) in zip(fields, rules) where rules.isEmpty {
        let mine = procedure.edits.filter { !Set($0.roles).isDisjoint(with: roles) && $0.from.includes(stage) }
        throw .unknownField(field, allowed: Set(mine.flatMap(\.fields)).sorted())
    }
    let first = rules.first?.first { !Set($0.roles).isDisjoint(with: roles) && $0.from.includes(stage) }
    return roles.first { first?.roles.contains($0) ?? false } ?? roles.first ?? standing.roles.first ?? .system
}

extension Procedure {
    /// The rules by which a field may be edited on a case, whoever asks.
    func edits(of field: FieldID, on state: CaseState, lists: CodeLists) -> [EditRule] {
        let isKnown = self.field(field).map { state.hasKept($0, in: lists) } ?? false
        return edits.filter { $0.fields.contains(field) && !($0.onlyUnknown && isKnown) }
    }
}

/// What a filed case must hold may be changed, not emptied.
func checkValues(
    _ edit: CaseEdit, _ standing: Standing, _ procedure: Procedure, _ context: DecisionContext
) throws(Refusal) {
    let fields = edit.fields.keys.map { FieldID($0) }
    if standing.header.isFiled {
        let needed = Set(procedure.rules.flatMap(\.requires))
        for field in fields.sorted() where needed.contains(field) && edit.fields[field.rawValue]?.isBlank ?? true {
            throw .invalidValue(field, reason: "may not be emptied once the complaint is filed")
        }
    }
    _ = try FieldCheck.given(
        edit.fields, allowed: fields, in: procedure,
        lists: context.catalogue.codeLists, today: context.today)
    let changed = edit.fields.filter { !$0.value.isBlank }
    let future = FormAnswers(standing.header.row.fields.merging(edit.fields) { $1 })
    for field in procedure.fields where changed[field.id.rawValue] != nil { try future.checkAsked(field) }
    try checkSides(edit, standing)
}

/// The reporting country's focal point reads who complains. Whoever does not complain themself may not make that the
/// country complained of, unless the complainant agreed to its being told.
private func checkSides(_ edit: CaseEdit, _ standing: Standing) throws(Refusal) {
    guard standing.header.isFiled, !standing.isFiler, let named = edit.fields["reportingCountry"]?.string,
        standing.header.filer != nil, standing.state.sealedParty?[SharedIdentity.consent]?.bool != true
    else { return }
    func other(_ text: (String) -> String?) -> String? { text("imposingCountry") ?? text("locationCountry") }
    let present = other { standing.header.row[$0]?.string }
    let future = other { (edit.fields[$0] ?? standing.header.row[$0])?.string }
    guard named != present, named != future else {
        throw .guardFailed(
            "case.edit", "This would tell the country complained of who complains, and they have not agreed to that.")
    }
}
