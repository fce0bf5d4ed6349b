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
    let identityGround: KnownIdentity.Ground?
    /// Under which letters somebody acts for the organisation that filed.
    let mandates: [FilerMandate]
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
    /// The texts that are public now, the card's first.
    let publicTexts: [String]
    /// Through whose eyes it is shown; `nil` for one's own.
    let viewer: Viewer?
    private let isHeaderSeen: Bool

    /// - Parameter viewer: through whose eyes: what they may do and owe, and what waits here, is left out.
    init(_ replica: Replica, _ caseID: CaseID, as viewer: String? = nil) throws {
        let held = try replica.state(of: caseID)
        let seen = try viewer.map { try Viewer($0, on: held) }
        self.viewer = seen
        let state = seen?.sees(of: held) ?? held
        isHeaderSeen = state.header != nil
        guard let header = seen == nil ? state.header : held.header else {
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
        // The public reads a card, and nothing else of a case.
        let named = (state.header?.row.fields ?? [:]).filter { Self.isRead($0.key, in: procedure) }
        fields = FieldView.list(named, in: words)
        let known = state.knownIdentity
        identityGround = known?.ground
        identity = FieldView.list(
            (known?.row.fields ?? [:]).filter { !Self.partyHidden.contains($0.key) }, in: words)
        mandates = state.filerMandates
        owes = seen == nil ? dueSteps(on: state, for: try replica.party, in: context) : []
        let events = state.rows(.event)
        let noteRows = state.rows(.note)
        let pending = Set(try (events + noteRows).map(\.id).filter { try replica.isPredicted($0) })
        history = HistoryView.list(events, pending: pending, in: words)
        notes = noteRows.map { NoteView($0, isPending: pending.contains($0.id)) }
        links = LinkView.list(state.links)
        let reference = listed.reference
        conflicts = seen == nil ? try ConflictView.list(on: state, called: reference, in: words, replica) : []
        outbox =
            seen == nil ? try OutboxView.list(in: replica).filter { $0.entry.caseID == caseID && $0.isOpen } : []
        actions = seen == nil ? try replica.moves(on: caseID).map(\.action) : []
        let cards = state.rows(.publicCard).filter { $0["published"]?.bool ?? false }
        isCardPublished = !cards.isEmpty
        publicTexts = cards.flatMap(Self.texts)
    }

    /// What a card says, its own text first.
    private static func texts(of card: Row) -> [String] {
        let others = (card["texts"]?.array ?? []).compactMap { $0.object?["text"]?.string }
        return [card["text"]?.string].compactMap(\.self) + others
    }

    /// Whether a member of the header is a fact that people filled in. Without the procedure, what other forms call a field.
    private static func isRead(_ field: String, in procedure: Procedure?) -> Bool {
        (procedure ?? .ntbTripartite).field(FieldID(field)) != nil || field == "publishedStatus"
    }

    private static let partyHidden: Set<String> = [
        "user", "role", "by", "byName", "recordedAt", "organisationID", "mandates",
        AssistedTrader.account.rawValue,
    ]

    var json: JSONValue {
        // Whoever does not see the case's header reads of it what is public.
        var members = isHeaderSeen ? listed.json.object ?? [:] : ["reference": .string(listed.reference)]
        members["procedure"] = .string(listed.header.procedure.rawValue)
        members["owes"] = .array(owes.map(InboxView.owedJSON))
        members["history"] = .array(history.map(\.json))
        members["notes"] = .array(notes.map(\.json))
        members["fields"] = fields.json
        members["links"] = .array(links.map(\.json))
        members["identity"] = identity.json
        if !mandates.isEmpty {
            members["mandates"] = .array(
                mandates.map { .object(($0.mandate.json.object ?? [:]).merging(["name": .string($0.name)]) { $1 }) })
        }
        members["actions"] = .array(actions.map { .string($0.rawValue) })
        members["outbox"] = .array(outbox.map(\.json))
        members["conflicts"] = .array(conflicts.map(\.json))
        members["flags"] = .array(listed.header.sourceFlags.map(\.json))
        members["published"] = .bool(isCardPublished)
        if let viewer {
            members["seenAs"] = .string(viewer.title)
            members["publicTexts"] = .array(publicTexts.map(\.json))
        }
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
