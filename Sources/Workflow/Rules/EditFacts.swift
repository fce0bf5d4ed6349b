import CaseProtocol

/// Turns a permitted edit into facts: what changes, and what is kept beside it because somebody else was faster.
struct EditFacts {
    let standing: Standing
    let procedure: Procedure
    let context: DecisionContext
    var recorder: Recorder
    private var row: Row { standing.header.row }

    init(_ standing: Standing, _ procedure: Procedure, role: RoleID, in context: DecisionContext) {
        self.standing = standing
        self.procedure = procedure
        self.context = context
        recorder = Recorder(standing, role: role, desk: standing.desk(for: role), context: context)
    }

    mutating func decision(_ edit: CaseEdit) -> Decision {
        var changes: [FieldID: JSONValue] = [:]
        var conflicts: [FieldConflict] = []
        var settled: [RowID: String] = [:]
        for group in groups(of: edit) {
            let wanted = group.fields.filter { edit.fields[$0.rawValue] != nil }
            let moved = group.fields.filter { hasMoved($0, since: edit) }
            let differing = wanted.filter { edit.value(of: $0) != row[$0.rawValue] ?? .null }
            if moved.isEmpty {
                for field in wanted {
                    for row in standing.state.openConflicts(on: field) { settled[row.id] = "edited" }
                }
                for field in differing { changes[field] = edit.value(of: field) }
            } else if !differing.isEmpty {
                let conflict = FieldConflict(group: group, wanted: wanted, moved: moved)
                conflicts.append(conflict)
                for row in replaced(by: edit, wanted) { settled[row.id] = "replaced" }
            }
        }
        var events: [CaseEvent] = changes.isEmpty ? [] : [edited(changes)]
        for conflict in conflicts { events.append(kept(conflict, of: edit)) }
        events += settled.sorted { $0.key < $1.key }.map { id, choice in
            .conflictSettled(RowAmendment(id: id, fields: recorder.settlement(in: .parties, as: choice)))
        }
        guard !conflicts.isEmpty else {
            return Decision(events: events, outcome: events.isEmpty ? .merged(notes: ["already so"]) : .applied)
        }
        return Decision(events: events, outcome: .conflict(conflicts.problem))
    }

    /// The fact that fields of the header change.
    mutating func edited(_ changes: [FieldID: JSONValue], as action: ActionID = "edit") -> CaseEvent {
        let deed = Deed(
            action: action, by: recorder.author, role: recorder.role, from: standing.header.stage, to: nil,
            occurredOn: PartialDate(context.today), recordedAt: context.now)
        let entries = recorder.entries(of: changes, in: procedure, record: .parties, headerRev: row.rev + 1)
        #if PLANTED_BUGS
            var header = Dictionary(changes.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
            if PlantedBug.isOn(.editMovesStage), context.isAuthoritative {
                let other = procedure.stages.first { $0.id != standing.header.stage }
                header["stage"] = other.map { .string($0.id.rawValue) }
            }
        #else
            let header = Dictionary(changes.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
        #endif
        return .edited(
            CaseFact(
                caseID: row.caseID ?? standing.state.caseID, header: header,
                recorded: RecordedDeed(deed: deed, entries: entries)))
    }

    /// The groups that the edit touches, in order of their first edited field; of each the fields that a header has.
    private func groups(of edit: CaseEdit) -> [MergeGroup] {
        var groups: [MergeGroup] = []
        for field in edit.fields.keys.sorted().map({ FieldID($0) }) {
            guard !groups.contains(where: { $0.fields.contains(field) }) else { continue }
            let group = procedure.mergeGroup(of: field)
            groups.append(MergeGroup(group.id, group.fields.filter { $0 == field || isOnHeader($0) }.sorted()))
        }
        return groups
    }

    private func isOnHeader(_ field: FieldID) -> Bool { procedure.field(field)?.isOnHeader ?? false }

    /// Whether somebody else changed a field since the author looked. What the author's own earlier commands made of it, which
    /// were on the way, they had seen; of a field that they neither changed nor name (before 1.1) nothing is known.
    private func hasMoved(_ field: FieldID, since edit: CaseEdit) -> Bool {
        let name = field.rawValue
        #if PLANTED_BUGS
            if PlantedBug.isOn(.editByRowRevision), context.isAuthoritative {
                return edit.base.values.max() ?? 0 < row.fieldRevs.values.max() ?? 1
            }
        #endif
        guard edit.fields[name] != nil || edit.base[name] != nil else { return false }
        guard let seen = edit.seen?[name] else { return edit.base[name] ?? 0 != row.rev(of: name) }
        // The revision that they saw was made on their device: on the server another command may bear the same.
        return seen.rev != row.rev(of: name) && seen.value ?? .null != row[name] ?? .null
    }

    /// What the same author had kept of these fields and now replaces, having had it before them.
    private func replaced(by edit: CaseEdit, _ wanted: [FieldID]) -> [Row] {
        standing.state.rows(.conflict).filter { row in
            guard row["state"] == "open", row["by"]?.string == recorder.author.description else { return false }
            let kept = FieldVersion.all(of: row).filter { $0.mine != nil && wanted.contains($0.field) }
            return !kept.isEmpty
                && kept.allSatisfy { version in
                    edit.seen?[version.field.rawValue].map { $0.value ?? .null } == version.mine
                }
        }
    }

    private mutating func kept(_ conflict: FieldConflict, of edit: CaseEdit) -> CaseEvent {
        let compartment = recorder.compartment(.parties)
        var fields = recorder.signature(in: .parties)
        fields["about"] = "field"
        fields["state"] = "open"
        fields["madeAt"] = context.claimedAt.map { .string($0.description) }
        let past = FieldPast(state: standing.state, row: row, compartment: compartment)
        fields.merge(conflict.members(of: edit, past)) { $1 }
        return .conflictKept(MadeRow(id: recorder.newRow(), compartment: compartment, fields: fields))
    }
}

extension CaseEdit {
    /// What a field is to become; `null` where it is cleared.
    func value(of field: FieldID) -> JSONValue {
        let given = fields[field.rawValue] ?? .null
        return given.isBlank ? .null : given
    }
}
