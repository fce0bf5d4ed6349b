import CaseProtocol

/// Changes fields of the header, each against the revision that its author saw: a field that somebody else changed
/// meanwhile is not overwritten, both values are kept for a person to settle; the other fields change.
func decideEdit(_ edit: CaseEdit, on standing: Standing, in context: DecisionContext) throws(Refusal) -> Decision {
    let (procedure, stage) = try standing.procedure(in: context.catalogue)
    let role = try editor(edit, standing, procedure, stage, context)
    if standing.isRecused { throw .recused("case.edit") }
    guard standing.header.isAdopted else { throw .notAdopted("case.edit") }
    try checkValues(edit, standing, procedure, context)
    var facts = EditFacts(
        standing: standing, procedure: procedure, context: context,
        recorder: Recorder(standing, role: role, desk: standing.desk(for: role), context: context))
    return facts.decision(edit)
}

/// The capacity in which every field of the edit may be changed at this stage.
private func editor(
    _ edit: CaseEdit, _ standing: Standing, _ procedure: Procedure, _ stage: Stage, _ context: DecisionContext
) throws(Refusal) -> RoleID {
    let fields = edit.fields.keys.sorted().map { FieldID($0) }
    let rules = fields.map { field in procedure.edits(of: field, on: standing.state, lists: context.catalogue.codeLists)
    }
    let roles = standing.roles
    for rules in rules where !rules.isEmpty && !rules.contains(where: { !Set($0.roles).isDisjoint(with: roles) }) {
        throw .notPermitted("case.edit", capacities: roles, allowed: Set(rules.flatMap(\.roles)).sorted())
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
    return roles.first { first?.roles.contains($0) ?? false } ?? roles.first ?? .system
}

extension Procedure {
    /// The rules by which a field may be edited on a case, whoever asks.
    fileprivate func edits(of field: FieldID, on state: CaseState, lists: CodeLists) -> [EditRule] {
        let isKnown = self.field(field).map { state.hasKept($0, in: lists) } ?? false
        return edits.filter { $0.fields.contains(field) && !($0.onlyUnknown && isKnown) }
    }
}

/// What a filed case must hold may be changed, not emptied.
private func checkValues(
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
        standing.header.filer != nil, standing.state.sealedParty?["shareWithImposing"]?.bool != true
    else { return }
    func other(_ text: (String) -> String?) -> String? { text("imposingCountry") ?? text("locationCountry") }
    let present = other { standing.header.row[$0]?.string }
    let future = other { (edit.fields[$0] ?? standing.header.row[$0])?.string }
    guard named != present, named != future else {
        throw .guardFailed(
            "case.edit", "This would tell the country complained of who complains, and they have not agreed to that.")
    }
}

private struct EditFacts {
    let standing: Standing
    let procedure: Procedure
    let context: DecisionContext
    var recorder: Recorder
    private var row: Row { standing.header.row }

    init(standing: Standing, procedure: Procedure, context: DecisionContext, recorder: Recorder) {
        self.standing = standing
        self.procedure = procedure
        self.context = context
        self.recorder = recorder
    }

    mutating func decision(_ edit: CaseEdit) -> Decision {
        var changes: [FieldID: JSONValue] = [:]
        var conflicts: [FieldID] = []
        var settled: [Row] = []
        for (name, given) in edit.fields.sorted(by: { $0.key < $1.key }) {
            let mine = given.isBlank ? .null : given
            var isCurrent = edit.base[name] ?? 0 == row.rev(of: name)
            #if PLANTED_BUGS
                if PlantedBug.isOn(.editByRowRevision), context.isAuthoritative {
                    isCurrent = edit.base.values.max() ?? 0 >= row.fieldRevs.values.max() ?? 1
                }
            #endif
            if isCurrent { settled += standing.state.openConflicts(on: FieldID(name)) }
            if (row[name] ?? .null) == mine { continue }
            if isCurrent { changes[FieldID(name)] = mine } else { conflicts.append(FieldID(name)) }
        }
        var events: [CaseEvent] = changes.isEmpty ? [] : [edited(changes)]
        for field in conflicts {
            events.append(kept(field, mine: edit.fields[field.rawValue] ?? .null, base: edit.base[field.rawValue] ?? 0))
        }
        let settlement = recorder.settlement(in: .parties)
        events += settled.map { .conflictSettled(RowAmendment(id: $0.id, fields: settlement)) }
        guard let first = conflicts.first else {
            return Decision(events: events, outcome: events.isEmpty ? .merged(notes: ["already so"]) : .applied)
        }
        let names = conflicts.map(\.rawValue)
        let problem = Problem(
            .fieldConflict,
            "Somebody else changed \(names.joined(separator: ", ")) meanwhile. Both versions are kept on the case until "
                + "a person settles it.",
            path: "fields.\(first)", allowed: names)
        return Decision(events: events, outcome: .conflict(problem))
    }

    private mutating func edited(_ changes: [FieldID: JSONValue]) -> CaseEvent {
        let deed = Deed(
            action: "edit", by: recorder.author, role: recorder.role, from: standing.header.stage, to: nil,
            occurredOn: PartialDate(context.today), recordedAt: context.now)
        let entries = recorder.entries(of: changes, in: procedure, record: .parties, headerRev: row.rev + 1)
        let header = Dictionary(changes.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
        return .edited(
            CaseFact(
                caseID: row.caseID ?? standing.state.caseID, header: header,
                recorded: RecordedDeed(deed: deed, entries: entries)))
    }

    private mutating func kept(_ field: FieldID, mine: JSONValue, base: Int) -> CaseEvent {
        var fields = recorder.signature(in: .parties)
        fields["about"] = "field"
        fields["state"] = "open"
        fields["field"] = .string(field.rawValue)
        fields["baseRev"] = .int(Int64(base))
        let compartment = recorder.compartment(.parties)
        fields["base"] = value(of: field, asOf: base, tellableIn: compartment)
        fields["theirs"] = row[field.rawValue]
        fields["mine"] = mine
        return .conflictKept(
            MadeRow(id: recorder.newRow(), compartment: compartment, fields: fields))
    }

    /// The value that a field had at a revision, as its events tell it; `nil` when they do not. Also `nil` for a value
    /// that no event of `compartment` has: what was edited away before transmission is not told to the imposing side.
    private func value(of field: FieldID, asOf rev: Int, tellableIn compartment: Compartment) -> JSONValue? {
        let events = standing.state.rows(.event).filter { $0[field.rawValue] != nil }
        let value = events.filter { ($0["headerRev"]?.int ?? .max) <= rev }
            .max { ($0["headerRev"]?.int ?? 0) < ($1["headerRev"]?.int ?? 0) }?[field.rawValue]
        return events.contains { $0.compartment == compartment && $0[field.rawValue] == value } ? value : nil
    }
}
