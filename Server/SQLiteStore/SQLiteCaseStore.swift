import CaseCrypto
import CaseProtocol
import GRDB
public import Server
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A ``CaseStore`` in one SQLite file, `tatua.sqlite`: write-ahead log, durable at each commit, one writer with group
/// commit, readers beside it.
public final class SQLiteCaseStore: CaseStore {
    let pool: DatabasePool
    let writer: GroupCommit
    /// Where the file lies.
    public let folder: String
    let signer: VerifyingKey

    private init(pool: DatabasePool, writer: GroupCommit, folder: String, signer: VerifyingKey) {
        self.pool = pool
        self.writer = writer
        self.folder = folder
        self.signer = signer
    }

    /// Opens the store in `folder`, making what is missing and bringing an older file up to date.
    ///
    /// - Parameter readers: how many snapshots may be open at once; further readers wait.
    /// - Throws: ``StoreOpenError`` for a file that is newer than this program or whose ledger another key signed;
    ///   SQLite's errors.
    public static func open(folder: String, keys: LedgerKeys, readers: Int = 4) throws -> SQLiteCaseStore {
        try open(folder: folder, keys: keys, readers: readers, limits: .standard)
    }

    package static func open(
        folder: String, keys: LedgerKeys, readers: Int = 4, limits: GroupCommitLimits
    ) throws -> SQLiteCaseStore {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var configuration = Configuration()
        configuration.label = "tatua"
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase(prepare)
        let pool = try DatabasePool(path: path(in: folder), configuration: configuration)
        let migrator = Migrations.all
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw StoreOpenError.newerSchema }
        try migrator.migrate(pool)
        try pool.writeWithoutTransaction(makeDurable)
        try pool.write { try checkSigner(keys.verifyingKey, $0) }
        let writer = GroupCommit(pool: pool, sealer: CommitSealer(key: keys.signingKey), limits: limits)
        return SQLiteCaseStore(pool: pool, writer: writer, folder: folder, signer: keys.verifyingKey)
    }

    static func path(in folder: String) -> String { folder + "/tatua.sqlite" }

    public var writeCount: Int? { writer.groupCount }
    public var waitingCount: Int { writer.waitingCount }

    public func onCommit(_ watcher: @escaping @Sendable (Touched) -> Void) {
        writer.watch.set(watcher)
    }

    public func onGroup(_ watcher: @escaping @Sendable (_ writes: Int, _ seconds: Double) -> Void) {
        writer.meter.set(watcher)
    }

    public func write<Value: Sendable>(_ body: @escaping @Sendable (any CaseTransaction) throws -> Value) async throws
        -> Value
    {
        try await writer.perform(body)
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (any CaseSnapshot) throws -> Value) async throws
        -> Value
    {
        try await pool.read { try body(SQLiteSnapshot(db: $0)) }
    }

    public func scrub() async throws {
        // `secure_delete` clears a removed cell, but not the copies of it that the splitting of a page leaves in the free space
        // of others; and what was written before lies in the log.
        try await pool.barrierWriteWithoutTransaction { db in
            try db.execute(sql: "VACUUM")
            _ = try db.checkpoint(.truncate)
        }
    }

    /// Closes the file. Waits for what is being committed; what comes later is refused.
    public func close() throws {
        do {
            // The last connection that GRDB closes is a reader's, which cannot do this.
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {
            // Somebody is reading; the log is taken into the file at the next opening.
        }
        try pool.close()
    }

    /// Erased bytes are overwritten; what a savepoint may have to restore stays in memory, for files made and removed
    /// again at each group cost more than the commit itself; up to 16 MB of pages are kept at hand.
    static func prepare(_ db: Database) throws {
        try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000")
    }

    /// GRDB sets `synchronous` to NORMAL when it opens a pool, which may lose the latest commits in a power cut.
    static func makeDurable(_ db: Database) throws {
        try db.execute(sql: "PRAGMA synchronous = FULL")
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else { throw StoreOpenError.notDurable }
    }

    /// A lost key file would otherwise be replaced without a word, and the chain go on under another signature.
    private static func checkSigner(_ key: VerifyingKey, _ db: Database) throws {
        let setting = "ledgerKey"
        let known = try db.first("SELECT value FROM setting WHERE key = ?", setting) { try $0.text(0) }
        guard known ?? key.description == key.description else { throw StoreOpenError.otherSigner }
        if known == nil { try db.run("INSERT INTO setting (key, value) VALUES (?, ?)", setting, key.description) }
    }
}
