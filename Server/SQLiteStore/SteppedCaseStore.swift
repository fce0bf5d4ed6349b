package import CaseCrypto
import GRDB
package import Server
import Synchronization

/// The store of ``SQLiteCaseStore``, on one connection and without a thread of its own: what is asked for waits until
/// somebody takes the next step. For the simulator, which decides in what order things happen.
package final class SteppedCaseStore: CaseStore {
    private struct Waiting {
        var members: [GroupMember] = []
        var reads: [Reading] = []
        var groupCount = 0
        var isClosed = false
        var holdsReads = false
    }

    private struct Reading: Sendable {
        let run: @Sendable (Database) -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let queue: DatabaseQueue
    private let sealer: CommitSealer
    private let waiting = Mutex(Waiting())
    private let watcher = Mutex<(@Sendable (Touched) -> Void)?>(nil)

    private init(queue: DatabaseQueue, sealer: CommitSealer) {
        self.queue = queue
        self.sealer = sealer
    }

    /// Opens the file at `path` and makes its schema when it has none.
    ///
    /// - Parameter isMade: whether the schema is known to be there.
    package static func open(path: String, sealer: CommitSealer, isMade: Bool) throws -> SteppedCaseStore {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.prepareDatabase(SQLiteCaseStore.prepare)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        if !isMade { try Migrations.all.migrate(queue) }
        try queue.writeWithoutTransaction(SQLiteCaseStore.makeDurable)
        return SteppedCaseStore(queue: queue, sealer: sealer)
    }

    package func onCommit(_ watcher: @escaping @Sendable (Touched) -> Void) {
        self.watcher.withLock { $0 = watcher }
    }

    package var writeCount: Int? { waiting.withLock { $0.groupCount } }
    /// How many bodies wait for the next group.
    package var waitingCount: Int { waiting.withLock { $0.members.count } }
    /// How many reads wait.
    package var readingCount: Int { waiting.withLock { $0.reads.count } }
    /// Whether reads wait for ``readNext()``, instead of happening at once.
    package var holdsReads: Bool {
        get { waiting.withLock { $0.holdsReads } }
        set { waiting.withLock { $0.holdsReads = newValue } }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let member = GroupMember(body, answer: { continuation.resume(with: $0) })
            let isTaken = waiting.withLock { waiting in
                if !waiting.isClosed { waiting.members.append(member) }
                return !waiting.isClosed
            }
            if !isTaken { member.fail(StoreClosed()) }
        }
    }

    /// At once, in a transaction of its own: what a page holds and what its reader is told are of one step.
    package func note(_ handing: Handing) async throws {
        if waiting.withLock({ $0.isClosed }) { throw StoreClosed() }
        try noteNow(handing)
    }

    private func noteNow(_ handing: Handing) throws {
        try queue.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try SQLiteTransaction(db: db, sealer: sealer, note: TouchedNote()).note(handing)
                return .commit
            }
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseSnapshot) throws -> Value
    ) async throws -> Value {
        let (isClosed, isHeld) = waiting.withLock { ($0.isClosed, $0.holdsReads) }
        if isClosed { throw StoreClosed() }
        guard isHeld else { return try readNow(body) }
        return try await withCheckedThrowingContinuation { continuation in
            let reading = Reading(
                run: { db in continuation.resume(with: Result { try body(SQLiteSnapshot(db: db)) }) },
                fail: { continuation.resume(throwing: $0) })
            waiting.withLock { $0.reads.append(reading) }
        }
    }

    /// Reads at once.
    package func readNow<Value>(_ body: (any CaseSnapshot) throws -> Value) throws -> Value {
        try readStored { try body(SQLiteSnapshot(db: $0)) }
    }

    /// One view. Not `queue.read`, which makes SQLite prepare every statement anew each time.
    func readStored<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try queue.writeWithoutTransaction { db in
            try db.beginTransaction(.deferred)
            do {
                let value = try body(db)
                try db.commit()
                return value
            } catch {
                // What the body says matters more than how its view ends.
                if db.isInsideTransaction { try? db.rollback() }
                throw error
            }
        }
    }

    /// Commits what waits, at most `limit` bodies, as one group.
    ///
    /// - Returns: what failed the group.
    package func commitNext(_ limit: Int) -> (any Error)? {
        let group = waiting.withLock { waiting in
            let group = waiting.members.prefix(limit)
            waiting.members.removeFirst(group.count)
            return group
        }
        if group.isEmpty { return nil }
        return queue.writeWithoutTransaction { db in
            GroupTransaction(sealer: sealer).commit(group, db) { touched in
                waiting.withLock { $0.groupCount += 1 }
                watcher.withLock(\.self)?(touched)
            }
        }
    }

    /// Carries out the read that waits longest.
    package func readNext() throws {
        guard let reading = waiting.withLock({ $0.reads.isEmpty ? nil : $0.reads.removeFirst() }) else { return }
        do { try readStored { reading.run($0) } } catch { reading.fail(error) }
    }

    /// Fails everything that waits and whatever comes later.
    package func shut() {
        let (members, reads) = waiting.withLock { waiting in
            waiting.isClosed = true
            defer { (waiting.members, waiting.reads) = ([], []) }
            return (waiting.members, waiting.reads)
        }
        for member in members { member.fail(StoreClosed()) }
        for read in reads { read.fail(StoreClosed()) }
    }

    /// Takes the log into the file.
    package func checkpoint() throws {
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    /// The audit of ``SQLiteCaseStore/verify(progress:)``, on this store's own connection.
    package func verify(key: VerifyingKey) throws -> AuditReport {
        try readStored { SQLiteCaseStore.audit($0, in: nil, key: key, progress: { _, _ in }) }
    }
}

/// The server's process is no more.
package struct StoreClosed: StoreCondition {
    package var isOfTheStore: Bool { true }

    package init() {}
}
