public import CaseProtocol
import Synchronization

/// A replica's store in memory: for tests, simulation and replicas that shall leave nothing behind.
public final class InMemoryReplicaStore: ReplicaStore {
    private let content: Mutex<InMemoryContent>
    private let noted: Mutex<ReplicaID?>
    private let room = Mutex<Int?>(nil)

    /// An empty store.
    public init() {
        content = Mutex(InMemoryContent())
        noted = Mutex(nil)
    }

    /// A store of its own with the same content and the same note beside it, as a copied folder has.
    package func copy() -> InMemoryReplicaStore {
        let other = InMemoryReplicaStore()
        other.content.withLock { $0 = content.withLock { $0 } }
        other.noted.withLock { $0 = noted.withLock { $0 } }
        return other
    }

    /// Runs `body` on a copy, which is kept when it does not throw.
    public func write<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value {
        var value: Value?
        try content.withLock { content in
            let transaction = InMemoryTransaction(content)
            value = try body(transaction)
            content = transaction.content
        }
        guard let value else { preconditionFailure("the body neither returned nor threw") }
        return value
    }

    /// Runs `body` on a copy.
    public func read<Value>(_ body: (any ReplicaSnapshot) throws -> Value) throws -> Value {
        try body(InMemoryTransaction(content.withLock { $0 }))
    }

    /// What was last set.
    public func roomBytes() throws -> Int? { room.withLock { $0 } }
    /// Says how many bytes are free; `nil` for as many as anybody wants.
    public func setRoomBytes(_ bytes: Int?) { room.withLock { $0 = bytes } }

    /// The replica id as noted beside the content.
    public func witness() throws -> ReplicaID? { noted.withLock { $0 } }
    /// Notes the replica id beside the content.
    public func setWitness(_ id: ReplicaID) throws { noted.withLock { $0 = id } }
    /// Does nothing: what is removed is gone.
    public func scrub() throws {}
}

struct InMemoryContent: Sendable {
    var meta: ReplicaMeta?
    var rows: [RowLayer: [RowID: HeldRow]] = [.server: [:], .predicted: [:]]
    var compartments: [Compartment: HeldCompartment] = [:]
    var outbox: [CommandID: OutboxEntry] = [:]
    var stagedPages: [[UInt8]] = []
    var words: [RowID: (caseID: CaseID, tokens: [String])] = [:]
    var references: [CaseID: [String]] = [:]
}

/// Works on a copy, which its store takes over when all went well.
final class InMemoryTransaction: ReplicaTransaction {
    var content: InMemoryContent

    init(_ content: InMemoryContent) { self.content = content }

    func meta() throws -> ReplicaMeta? { content.meta }

    func row(_ id: RowID, in layer: RowLayer) throws -> HeldRow? { content.rows[layer]?[id] }
    func rows(of caseID: CaseID, in layer: RowLayer) throws -> [HeldRow] { held(layer) { $0.caseID == caseID } }
    func rows(ofKind kind: RowKind, in layer: RowLayer) throws -> [HeldRow] { held(layer) { $0.kind == kind } }
    func rowIDs(in compartment: Compartment, layer: RowLayer) throws -> [RowID] {
        held(layer) { $0.compartment == compartment }.map(\.id)
    }
    func rowIDs(in layer: RowLayer) throws -> [RowID] { held(layer) { _ in true }.map(\.id) }

    func heldCompartment(_ compartment: Compartment) throws -> HeldCompartment? { content.compartments[compartment] }
    func heldCompartments() throws -> [HeldCompartment] {
        content.compartments.values.sorted { $0.compartment < $1.compartment }
    }

    func outbox() throws -> [OutboxEntry] { content.outbox.values.sorted { $0.position < $1.position } }
    func pendingOutbox() throws -> [OutboxEntry] { try outbox().filter(\.isPending) }
    func outboxEntry(_ mid: CommandID) throws -> OutboxEntry? { content.outbox[mid] }

    func stagedPageCount() throws -> Int { content.stagedPages.count }
    func stagedPage(_ index: Int) throws -> [UInt8]? {
        content.stagedPages.indices.contains(index) ? content.stagedPages[index] : nil
    }

    func cases(withReference folded: String) throws -> [CaseID] {
        content.references.filter { $0.value.contains(folded) }.map(\.key).sorted()
    }
    func cases(withWordPrefix token: String) throws -> [CaseID] {
        let found = content.words.values.filter { $0.tokens.contains { $0.hasPrefix(token) } }
        return Set(found.map(\.caseID)).sorted()
    }

    func setMeta(_ meta: ReplicaMeta) throws { content.meta = meta }
    func put(_ row: HeldRow, in layer: RowLayer) throws { content.rows[layer, default: [:]][row.id] = row }
    func removeRow(_ id: RowID, in layer: RowLayer) throws { content.rows[layer]?[id] = nil }
    func removeRows(in layer: RowLayer) throws { content.rows[layer] = [:] }
    func put(_ held: HeldCompartment) throws { content.compartments[held.compartment] = held }
    func removeHeldCompartment(_ compartment: Compartment) throws { content.compartments[compartment] = nil }
    func put(_ entry: OutboxEntry) throws { content.outbox[entry.mid] = entry }
    func removeOutboxEntry(_ mid: CommandID) throws { content.outbox[mid] = nil }
    func appendStagedPage(_ bytes: [UInt8]) throws { content.stagedPages.append(bytes) }
    func removeStagedPages() throws { content.stagedPages = [] }
    func setWords(_ tokens: [String], of row: RowID, caseID: CaseID) throws {
        content.words[row] = tokens.isEmpty ? nil : (caseID, tokens)
    }
    func setReferences(_ references: [String], of caseID: CaseID) throws {
        content.references[caseID] = references.isEmpty ? nil : references
    }

    private func held(_ layer: RowLayer, where isWanted: (HeldRow) -> Bool) -> [HeldRow] {
        (content.rows[layer] ?? [:]).values.filter(isWanted).sorted { $0.id < $1.id }
    }
}
