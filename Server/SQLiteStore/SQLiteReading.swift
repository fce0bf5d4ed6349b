import CaseCrypto
import CaseProtocol
import GRDB
import Server

/// Answers every question of ``CaseSnapshot`` from an open database, in files by subject.
protocol SQLiteReading: CaseSnapshot {
    var db: Database { get }
}

/// One read transaction.
struct SQLiteSnapshot: SQLiteReading {
    let db: Database
}

extension SQLiteReading {
    func head() throws -> Int {
        #if PLANTED_BUGS
            if PlantedBug.isOn(.headCountsTriedCommits) { return max(PlantedBug.triedCommit, try storedHead()) }
        #endif
        return try storedHead()
    }

    private func storedHead() throws -> Int {
        try db.first("SELECT max(number) FROM commit_log") { try $0.optionalInt(0) }.flatMap(\.self) ?? 0
    }

    func setting(_ key: String) throws -> String? {
        try db.first("SELECT value FROM setting WHERE key = ?", key) { try $0.text(0) }
    }

    func commit(_ number: Int) throws -> CommitHeader? {
        try db.first("SELECT \(CommitHeader.columns) FROM commit_log WHERE number = ?", number) {
            try CommitHeader($0)
        }
    }
}

extension CommitHeader {
    static let columns =
        "number, previous, at, by_user, replica, command, command_hash, root, leaf_count, signature, "
        + "device_key, device_signature"

    /// Reads ``columns``.
    init(_ columns: Columns) throws {
        self.init(
            number: try columns.int(0), previous: try columns.digest(1), at: try columns.moment(2),
            by: try columns.id(3), replica: try columns.optionalID(4), command: try columns.text(5),
            commandHash: try columns.digest(6), device: try DeviceSignature(columns, at: 10),
            root: try columns.digest(7), leafCount: try columns.int(8), signature: try columns.bytes(9))
    }
}

extension DeviceSignature {
    /// Reads a key and the signature beside it; `nil` where both are missing.
    init?(_ columns: Columns, at index: Int) throws {
        let (key, bytes) = (try columns.optionalBytes(index), try columns.optionalBytes(index + 1))
        if key == nil && bytes == nil { return nil }
        // One without the other is not as it was: the header's hash says so.
        self.init(key: try VerifyingKey(rawBytes: key ?? Array(repeating: 0, count: 32)), bytes: bytes ?? [])
    }
}
