import CaseProtocol
import ClientCore
import Workflow

/// All of a case that is visible on this device.
struct CaseView {
    let listed: ListedCase
    let procedure: Procedure?
    let words: FieldWords
    let stage: Stage?
    let today: CivilDate
    let fields: [FieldView]
    /// Who complains, where that is visible.
    let identity: [FieldView]
    let owes: [InboxEntry]
    let history: [HistoryView]
    let notes: [NoteView]
    /// How it stands to other cases.
    let links: [LinkView]
    /// What could not be applied and waits for a person.
    let conflicts: [ConflictView]
    /// Changes of this device that wait, or came back.
    let outbox: [OutboxView]
    let actions: [ActionID]
    let isCardPublished: Bool

    init(_ replica: Replica, _ caseID: CaseID) throws {
        let state = try replica.state(of: caseID)
        guard let header = state.header else {
            throw Problem(.notFound, "There is no such case here, or it is not yours to see.")
        }
        let catalogue = try replica.catalogue
        let procedure = catalogue.procedure(of: header)
        self.procedure = procedure
        let words = FieldWords(procedure: procedure, lists: catalogue.codeLists)
        self.words = words
        stage = procedure?.stage(header.stage)
        listed = try ListedCase.list(replica, [header])[0]
        let context = DecisionContext(
            now: replica.now, mid: CommandID(caseID), catalogue: catalogue, isAuthoritative: false)
        today = context.today
        let named = header.row.fields.filter { Self.isRead($0.key, in: procedure) }
        fields = FieldView.list(named, in: words)
        let party = state.rows(.party).first { $0.compartment.confidentiality == .sealed }
        identity = FieldView.list((party?.fields ?? [:]).filter { !Self.partyHidden.contains($0.key) }, in: words)
        owes = dueSteps(on: state, for: try replica.party, in: context)
        let events = state.rows(.event)
        let noteRows = state.rows(.note)
        let pending = Set(try (events + noteRows).map(\.id).filter { try replica.isPredicted($0) })
        history = HistoryView.list(events, pending: pending, in: words)
        notes = noteRows.map { NoteView($0, isPending: pending.contains($0.id)) }
        links = LinkView.list(state.links)
        let reference = listed.reference
        conflicts = try ConflictView.list(on: state, called: reference, in: words, replica)
        outbox = try OutboxView.list(in: replica).filter { $0.entry.caseID == caseID && $0.isOpen }
        actions = try replica.moves(on: caseID).map(\.action)
        isCardPublished = state.rows(.publicCard).contains { $0["published"]?.bool ?? false }
    }

    /// Whether a member of the header is a fact that people filled in. Without the procedure, what other forms call a field.
    private static func isRead(_ field: String, in procedure: Procedure?) -> Bool {
        (procedure ?? .ntbTripartite).field(FieldID(field)) != nil || field == "publishedStatus"
    }

    private static let partyHidden: Set<String> = ["user", "role", "by", "byName", "recordedAt"]

    var json: JSONValue {
        var members = listed.json.object ?? [:]
        members["procedure"] = .string(listed.header.procedure.rawValue)
        members["owes"] = .array(owes.map(InboxView.owedJSON))
        members["history"] = .array(history.map(\.json))
        members["notes"] = .array(notes.map(\.json))
        members["fields"] = fields.json
        members["links"] = .array(links.map(\.json))
        members["identity"] = identity.json
        members["actions"] = .array(actions.map { .string($0.rawValue) })
        members["outbox"] = .array(outbox.map(\.json))
        members["conflicts"] = .array(conflicts.map(\.json))
        members["flags"] = .array(listed.header.sourceFlags.map(\.json))
        members["published"] = .bool(isCardPublished)
        return .object(members)
    }
}

/// Steps that are due, for programs.
enum InboxView {
    static func json(_ entry: InboxEntry, _ names: Names) -> JSONValue {
        var members = owedJSON(entry).object ?? [:]
        members["reference"] = .string(entry.reference)
        members["case"] = .string(entry.caseID.description)
        members["stage"] = .string(entry.stage.rawValue)
        members["assignee"] = names.assignee(entry.assignee).json
        return .object(members)
    }

    static func owedJSON(_ entry: InboxEntry) -> JSONValue {
        var members: [String: JSONValue] = [
            "title": .string(entry.title), "owner": .string(entry.owner.rawValue),
            "dueOn": entry.dueOn?.description.json ?? .null, "overdue": .bool(entry.isOverdue),
            "mine": .bool(entry.isMine), "deadline": entry.deadline?.rawValue.json ?? .null,
        ]
        members["conflict"] = entry.conflict.map { .string($0.description) }
        members["party"] = entry.party?.json
        return .object(members)
    }
}
