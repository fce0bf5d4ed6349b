public import CaseProtocol
public import ClientCore
internal import Foundation
internal import GRDB
import Synchronization

/// A replica's store in a folder of its own: one SQLite database, one process at a time.
///
/// The folder is readable by its owner only. Every transaction reaches the disk before ``write(_:)`` returns, and what is
/// removed is overwritten (see ``scrub()``).
public final class SQLiteReplicaStore: ReplicaStore {
    private let queue: DatabaseQueue
    /// Held as long as the store is; `nil` where nobody else can come upon the file.
    private let lock: FolderLock?
    private let note: any ReplicaWitness
    /// Kept for the person's own work; `nil` where the file system is the simulator's.
    let reserve: RoomReserve?
    /// Where the words of a sealed replica are.
    let index: any WordIndex
    private let sealed = Mutex<(any ReplicaSeal)?>(nil)

    /// The name of the database in its folder.
    public static let databaseName = "replica.sqlite"
    /// The name of the file beside it that notes the replica id.
    public static let witnessName = "replica.id"

    /// Opens the store in `folder`, and makes both when they are missing.
    ///
    /// - Parameters:
    ///   - patienceMilliseconds: how long to wait for another process to finish with it.
    ///   - index: where the words of a sealed replica are looked up.
    ///   - unlock: asked for the seal of a sealed replica, whose wrapped key it is given.
    /// - Throws: ``ReplicaFault/inUse(_:)`` when another process keeps it; ``ReplicaFault/locked(_:)`` when it is sealed and
    ///   `unlock` is left out; ``ReplicaFault/damaged(_:)`` when the file is not a replica of this version.
    public static func open(
        folder: String, patienceMilliseconds: Int = 2_000, index: any WordIndex = InMemoryWordIndex(),
        unlock: Unlock = lockedOut
    ) throws -> SQLiteReplicaStore {
        let place = URL(filePath: folder, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place.path)
        let lock = try FolderLock(
            path: place.appending(path: "replica.lock").path, patienceMilliseconds: patienceMilliseconds)
        try ReplicaFolder.finishWipe(place.path)
        let file = place.appending(path: databaseName).path
        // The file exists with its mode before SQLite opens it: journals inherit the mode.
        try PrivateFile.touch(file)
        let reserve = RoomReserve(folder: place.path)
        // SQLite lays its journal and its index out before it can read: that too is work, and takes of the reserve.
        let store = try reserve.yielding {
            try SQLiteReplicaStore(
                file, WitnessFile(url: place.appending(path: witnessName)), lock, index, reserve, unlock)
        }
        reserve.restore()
        return store
    }

    /// Makes the seal of a sealed replica from its wrapped key.
    public typealias Unlock = (_ wrapped: [UInt8]) throws -> any ReplicaSeal

    /// For those who have no key.
    public static func lockedOut(_ wrapped: [UInt8]) throws -> any ReplicaSeal {
        throw ReplicaFault.locked("This replica is locked. Run: tatua unlock")
    }

    /// Opens the database at `path` on whatever SQLite's present file system is, for the simulator. Takes no lock.
    package static func open(path: String, witness: any ReplicaWitness) throws -> SQLiteReplicaStore {
        try SQLiteReplicaStore(path, witness, nil, InMemoryWordIndex(), nil, lockedOut)
    }

    private init(
        _ file: String, _ note: any ReplicaWitness, _ lock: FolderLock?, _ index: any WordIndex,
        _ reserve: RoomReserve?, _ unlock: Unlock
    ) throws {
        self.lock = lock
        self.reserve = reserve
        self.note = note
        self.index = index
        do {
            queue = try DatabaseQueue(path: file, configuration: Self.configuration)
            // GRDB lowers `synchronous` when it sets up WAL: a command must be on disk before it is sent.
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try Schema.migrate(queue)
            if let sealing = try plainly({ try $0.sealing() }) {
                if sealing.isScrubDue { try wipePlainCells() }
                let seal = try unlock(sealing.header)
                sealed.withLock { $0 = seal }
            }
        } catch let error as DatabaseError {
            throw Self.fault(error)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
            // Nothing of a replica is to lie in a folder for everybody's temporary files.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// Runs `body` in a transaction that is on disk when this returns; anew where it did not fit, with a piece of the reserve more.
    public func write<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value {
        guard let reserve else { return try transact(body) }
        return try reserve.yielding { try transact(body) }
    }

    /// Runs `body` as ``write(_:)`` does, and leaves the reserve alone.
    public func takeIn<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value {
        guard let reserve else { return try transact(body) }
        reserve.restore()
        return try reserve.untouched { try transact(body) }
    }

    /// How many bytes are free on the disk that the folder is on.
    public func roomBytes() throws -> Int? { reserve?.roomBytes }

    private func transact<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value {
        guard let seal else {
            return try queue.write { try body(SQLiteTransaction(database: $0, cells: Cells(seal: nil), words: nil)) }
        }
        let words = SealedWords(index)
        let (value, change) = try queue.write { database in
            let transaction = SQLiteTransaction(database: database, cells: Cells(seal: seal), words: words)
            let value = try body(transaction)
            return (value, words.changes.isEmpty ? nil : try transaction.countWordChange())
        }
        if let change { index.apply(words.changes, number: change) }
        return value
    }

    /// Runs `body` on one consistent view.
    public func read<Value>(_ body: (any ReplicaSnapshot) throws -> Value) throws -> Value {
        let seal = seal
        let words = seal.map { _ in SealedWords(index) }
        return try queue.read { try body(SQLiteTransaction(database: $0, cells: Cells(seal: seal), words: words)) }
    }

    /// What seals the cells; `nil` in a plain replica.
    var seal: (any ReplicaSeal)? { sealed.withLock { $0 } }

    /// Runs `body` on what is in the clear, whether the replica is sealed or not.
    func plainly<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
        try queue.write { try body(SQLiteTransaction(database: $0, cells: Cells(seal: nil), words: nil)) }
    }

    /// Writes every cell anew, under another seal or none: all of them or, when interrupted, none.
    func convert(to new: (any ReplicaSeal)?, _ sealing: Sealing?) throws {
        let words = SealedWords(index)
        let old = seal
        try queue.write { database in
            let from = SQLiteTransaction(database: database, cells: Cells(seal: old), words: old.map { _ in words })
            let to = SQLiteTransaction(database: database, cells: Cells(seal: new), words: new.map { _ in words })
            try from.convert(to: to)
            try to.setSealing(sealing)
        }
        sealed.withLock { $0 = new }
        if let sealing { index.load(words.changes.compactMapValues { $0 }, at: sealing.wordChange) }
    }

    /// Rewrites the database without its free pages, and empties the log.
    func vacuum() throws {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "VACUUM")
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// The replica id noted beside the database.
    public func witness() throws -> ReplicaID? { try note.read() }

    /// Notes the replica id beside the database: all of it or, when interrupted, the one before.
    public func setWitness(_ id: ReplicaID) throws { try note.note(id) }

    /// Merges the word index, writes the file anew and empties the write-ahead log: where removed things linger.
    ///
    /// Takes as long as writing the whole file, and room for it once more. What fails leaves all that the store holds as it
    /// was; what was removed may then linger until the next time.
    public func scrub() throws {
        guard let reserve else { return try wipeRemoved() }
        try reserve.untouched { try wipeRemoved() }
    }

    private func wipeRemoved() throws {
        try queue.writeWithoutTransaction { database in
            // The index keeps removed words in its old segments until they are merged.
            try database.execute(sql: "INSERT INTO words (words) VALUES ('optimize')")
            // `secure_delete` clears a removed cell, but not the copies of it that the splitting of a page leaves in the
            // free part of that page.
            try database.execute(sql: "VACUUM")
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Reads a setting of the open connection, such as `synchronous`.
    func pragma(_ name: String) throws -> String? {
        try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    private static func fault(_ error: DatabaseError) -> any Error {
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: ReplicaFault.damaged("The replica's database is damaged: \(error).")
        case .SQLITE_BUSY, .SQLITE_LOCKED: ReplicaFault.inUse("Another program is using this replica.")
        default: error
        }
    }
}
