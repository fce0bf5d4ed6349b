public import CaseProtocol

/// Where a replica keeps everything: one person's rows, outbox and half-finished pulls on one device.
///
/// A transaction happens whole or not at all, and is durable when ``write(_:)`` returns. Implementations:
/// ``InMemoryReplicaStore`` and `SQLiteReplicaStore` (target ClientSQLite); one contract suite runs on both.
public protocol ReplicaStore: Sendable {
    /// Runs `body` in a transaction; an error that it throws undoes all of it and is rethrown.
    func write<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value

    /// As ``write(_:)``, for what comes from the server in bulk: it takes nothing of the room that is kept for the person's own
    /// work, and makes that reserve again where there is room.
    ///
    /// - Throws: ``ReplicaFault/noRoom(_:)`` where it does not fit; nothing of it is kept then.
    func takeIn<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value

    /// How many bytes are free where the store lies, besides the reserve; `nil` where nobody can say.
    func roomBytes() throws -> Int?

    /// Runs `body` on one consistent view.
    func read<Value>(_ body: (any ReplicaSnapshot) throws -> Value) throws -> Value

    /// The replica id as noted beside the database; `nil` when nothing is noted. When it differs from the one inside,
    /// the database was restored or cloned.
    func witness() throws -> ReplicaID?

    /// Notes the replica id beside the database.
    func setWitness(_ id: ReplicaID) throws

    /// Wipes from the files what earlier transactions removed (journals and free space). Not needed for correct answers.
    func scrub() throws
}

extension ReplicaStore {
    /// Like any other write, for a store that has no reserve.
    public func takeIn<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value { try write(body) }

    /// Not known.
    public func roomBytes() throws -> Int? { nil }
}

/// The two layers of rows. What people see is ``predicted`` over ``server``.
public enum RowLayer: String, Hashable, Sendable, CaseIterable {
    /// As the server sent them, byte for byte.
    case server
    /// Rows that pending commands make or change.
    case predicted
}

/// A row as it is held: what it is filed under, and its bytes, which hold whatever this version does not know as well.
public struct HeldRow: Hashable, Sendable {
    /// The row's own id.
    public let id: RowID
    /// What it holds; perhaps a kind that this version does not know.
    public let kind: RowKind
    /// Where it lies.
    public let compartment: Compartment
    /// As received or, of a prediction, in canonical form.
    public let bytes: [UInt8]

    /// Holds bytes under what was read from them.
    public init(id: RowID, kind: RowKind, compartment: Compartment, bytes: [UInt8]) {
        self.id = id
        self.kind = kind
        self.compartment = compartment
        self.bytes = bytes
    }

    /// Holds a row in its canonical bytes, or in `bytes` when it came as those.
    public init(_ row: Row, bytes: [UInt8]? = nil) {
        self.init(id: row.id, kind: row.kind, compartment: row.compartment, bytes: bytes ?? row.canonicalBytes)
    }

    /// The case it belongs to; `nil` for a shared row.
    public var caseID: CaseID? { compartment.caseID }

    /// The row, read from its bytes; `nil` when they are damaged.
    public var row: Row? { Row(bytes: bytes) }
}

/// One consistent view of the store; valid only inside the closure that it was handed to.
public protocol ReplicaSnapshot {
    /// `nil` in a new store.
    func meta() throws -> ReplicaMeta?

    func row(_ id: RowID, in layer: RowLayer) throws -> HeldRow?
    /// By ascending id.
    func rows(of caseID: CaseID, in layer: RowLayer) throws -> [HeldRow]
    /// By ascending id.
    func rows(ofKind kind: RowKind, in layer: RowLayer) throws -> [HeldRow]
    /// Ids of the rows in a compartment, ascending.
    func rowIDs(in compartment: Compartment, layer: RowLayer) throws -> [RowID]
    /// Every row id, ascending.
    func rowIDs(in layer: RowLayer) throws -> [RowID]

    /// `nil` when it is not held.
    func heldCompartment(_ compartment: Compartment) throws -> HeldCompartment?
    /// Every compartment, ascending.
    func heldCompartments() throws -> [HeldCompartment]

    /// Every entry, in order of ``OutboxEntry/position``.
    func outbox() throws -> [OutboxEntry]
    /// Entries that wait for an outcome, in order of ``OutboxEntry/position``.
    func pendingOutbox() throws -> [OutboxEntry]
    func outboxEntry(_ mid: CommandID) throws -> OutboxEntry?

    /// How many pages are staged.
    func stagedPageCount() throws -> Int
    /// A staged page as received, from 0; `nil` past the last.
    func stagedPage(_ index: Int) throws -> [UInt8]?

    /// Cases that are called this, in ``ReferenceText/folded(_:)`` form; ascending.
    func cases(withReference folded: String) throws -> [CaseID]
    /// Cases with a text that has a word beginning with `token`, which is in ``SearchText/tokens(of:)`` form; ascending.
    func cases(withWordPrefix token: String) throws -> [CaseID]
}

/// A view that can be written.
public protocol ReplicaTransaction: ReplicaSnapshot {
    func setMeta(_ meta: ReplicaMeta) throws

    /// Adds a row or puts it in place of its earlier version.
    func put(_ row: HeldRow, in layer: RowLayer) throws
    /// Removes a row, if it is there.
    func removeRow(_ id: RowID, in layer: RowLayer) throws
    /// Removes every row of a layer.
    func removeRows(in layer: RowLayer) throws

    /// Adds a compartment or puts it in place of what was known of it. Its rows are another matter.
    func put(_ held: HeldCompartment) throws
    /// Forgets a compartment, if it is there. Its rows are another matter.
    func removeHeldCompartment(_ compartment: Compartment) throws

    /// Adds an entry or puts it in place of the one with the same id.
    func put(_ entry: OutboxEntry) throws
    func removeOutboxEntry(_ mid: CommandID) throws

    /// Adds a page after the last one.
    func appendStagedPage(_ bytes: [UInt8]) throws
    func removeStagedPages() throws

    /// Makes `tokens` the words under which `row` is found; none removes it from the index.
    func setWords(_ tokens: [String], of row: RowID, caseID: CaseID) throws
    /// Makes `references`, in folded form, what the case with this header row is called; none removes them.
    func setReferences(_ references: [String], of caseID: CaseID) throws
}
