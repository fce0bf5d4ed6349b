public import CaseProtocol

/// Makes `events` true of `state`. Returns each changed row once, in its next version, by id.
///
/// What is to change on a row that is not here is left out: a client may not see it.
public func apply(_ events: [CaseEvent], to state: inout CaseState) -> [Row] {
    var changes = RowChanges()
    for event in events { changes.add(event, to: state.caseID) }
    let rows = changes.rows(in: state).sorted { $0.id < $1.id }
    for row in rows { state.put(row) }
    return rows
}

/// The changes of one command, by row: a row gets one new version, however many facts touch it.
private struct RowChanges {
    private var made: [RowID: Row] = [:]
    private var amended: [RowID: [String: JSONValue]] = [:]

    mutating func add(_ event: CaseEvent, to caseID: CaseID) {
        switch event {
        case .opened(let fact):
            makeHeader(of: fact.caseID, fact.header)
            record(fact.recorded)
        case .acted(let fact), .edited(let fact):
            amend(RowID(fact.caseID), fact.header)
            record(fact.recorded)
        case .historyRecorded(let history):
            makeHeader(of: history.caseID, history.header)
            for deed in history.deeds { record(deed) }
        case .noteAdded(let row): make(row, .note)
        case .evidenceAdded(let row): make(row, .evidence)
        case .assigned(let row): make(row, .assignment)
        case .partyAdded(let row): make(row, .party)
        case .conflictKept(let row): make(row, .conflict)
        case .clockStarted(let row): make(row, .deadline)
        case .proposalMade(let row): make(row, .proposal)
        case .cardPublished(let row): make(row, .publicCard)
        case .linkMade(let row): make(row, .link)
        case .textDrafted(let row): make(row, .textDraft)
        case .textReleased(let row): make(row, .publicText)
        case .confidenceClaimed(let row): make(row, .confidence)
        case .unsealingAsked(let row): make(row, .unsealing)
        case .reassigned(let change), .partyAmended(let change), .conflictSettled(let change),
            .clockPaused(let change), .clockResumed(let change), .clockEnded(let change),
            .proposalSettled(let change), .cardRepublished(let change), .cardStatusChanged(let change),
            .cardWithdrawn(let change), .linkChanged(let change), .draftChanged(let change),
            .textChanged(let change), .confidenceChanged(let change), .unsealingChanged(let change):
            amend(change.id, change.fields)
        }
    }

    func rows(in state: CaseState) -> [Row] {
        made.values + amended.compactMap { id, fields in state[id]?.updating(fields) }
    }

    private mutating func makeHeader(of caseID: CaseID, _ fields: [String: JSONValue]) {
        make(
            MadeRow(id: RowID(caseID), compartment: Compartment(caseID: caseID, .parties), fields: fields), .caseHeader)
    }

    private mutating func make(_ row: MadeRow, _ kind: RowKind) {
        made[row.id] = Row(
            id: row.id, kind: kind, compartment: row.compartment, fields: row.fields.filter { !$0.value.isNull })
    }

    private mutating func amend(_ id: RowID, _ fields: [String: JSONValue]) {
        if var row = made[id] {
            for (field, value) in fields { row.fields[field] = value.isNull ? nil : value }
            made[id] = row
        } else {
            amended[id, default: [:]].merge(fields) { $1 }
        }
    }

    /// One `event` row in each compartment that is told of the deed.
    private mutating func record(_ recorded: RecordedDeed) {
        let deed = recorded.deed
        for entry in recorded.entries {
            var fields = entry.fields
            fields["action"] = .string(deed.action.rawValue)
            fields["by"] = .string(deed.by.description)
            fields["byName"] = .string(entry.byName)
            fields["role"] = .string(deed.role.rawValue)
            fields["from"] = deed.from.map { .string($0.rawValue) }
            fields["to"] = deed.to.map { .string($0.rawValue) }
            fields["occurredOn"] = deed.occurredOn.map { .string($0.description) }
            fields["recordedAt"] = .string(deed.recordedAt.description)
            make(MadeRow(id: entry.id, compartment: entry.compartment, fields: fields), .event)
        }
    }
}
