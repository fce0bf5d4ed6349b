import CaseProtocol
import ClientCore
import Foundation
import GRDB

/// One view of the database; writable when the store opened it for writing.
struct SQLiteTransaction: ReplicaTransaction {
    let database: Database
    let cells: Cells
    /// Of a sealed replica, whose words are in no table.
    let words: SealedWords?

    func meta() throws -> ReplicaMeta? { try metaBytes().map { try decoded(ReplicaMeta.self, $0) } }

    func setMeta(_ meta: ReplicaMeta) throws { try setMetaBytes(try CanonicalJSON.encode(meta)) }

    func metaBytes() throws -> [UInt8]? {
        try Data.fetchOne(database, sql: "SELECT value FROM meta").map { try cells.read($0, at: .meta) }
    }

    func setMetaBytes(_ bytes: [UInt8]) throws {
        try run("INSERT OR REPLACE INTO meta (key, value) VALUES (1, ?)", [try cells.written(bytes, at: .meta)])
    }

    // MARK: Outbox

    func outbox() throws -> [OutboxEntry] { try entries("ORDER BY position") }
    func pendingOutbox() throws -> [OutboxEntry] { try entries("WHERE pending ORDER BY position") }
    func outboxEntry(_ mid: CommandID) throws -> OutboxEntry? { try entries("WHERE mid = ?", [mid.data]).first }

    func put(_ entry: OutboxEntry) throws {
        let bytes = try CanonicalJSON.encode(entry)
        try put(EntryCell(mid: entry.mid, position: entry.position, isPending: entry.isPending, bytes: bytes))
    }

    func put(_ entry: EntryCell) throws {
        try run(
            "INSERT OR REPLACE INTO outbox (mid, position, pending, entry) VALUES (?, ?, ?, ?)",
            [entry.mid.data, entry.position, entry.isPending, try cells.written(entry.bytes, at: entry.place)])
    }

    func removeOutboxEntry(_ mid: CommandID) throws { try run("DELETE FROM outbox WHERE mid = ?", [mid.data]) }

    private func entries(_ clause: String, _ arguments: StatementArguments = []) throws -> [OutboxEntry] {
        try entryCells(clause, arguments).map { try decoded(OutboxEntry.self, $0.bytes) }
    }

    func entryCells(
        _ clause: String = "ORDER BY position", _ arguments: StatementArguments = []
    ) throws -> [EntryCell] {
        let statement = try database.cachedStatement(sql: "SELECT mid, position, pending, entry FROM outbox \(clause)")
        return try GRDB.Row.fetchAll(statement, arguments: arguments).map { stored in
            guard let mid = CommandID(bytes: stored["mid"] as Data) else {
                throw ReplicaFault.damaged("The replica's database holds a command that cannot be read.")
            }
            var entry = EntryCell(mid: mid, position: stored["position"], isPending: stored["pending"], bytes: [])
            entry.bytes = try cells.read(stored["entry"], at: entry.place)
            return entry
        }
    }

    // MARK: Staging

    func stagedPageCount() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM staged_page") ?? 0
    }

    func stagedPage(_ index: Int) throws -> [UInt8]? {
        try Data.fetchOne(database, sql: "SELECT bytes FROM staged_page WHERE page = ?", arguments: [index])
            .map { try cells.read($0, at: .page(index)) }
    }

    func appendStagedPage(_ bytes: [UInt8]) throws { try setStagedPage(bytes, at: try stagedPageCount()) }

    func setStagedPage(_ bytes: [UInt8], at index: Int) throws {
        try run(
            "INSERT OR REPLACE INTO staged_page (page, bytes) VALUES (?, ?)",
            [index, try cells.written(bytes, at: .page(index))])
    }

    func removeStagedPages() throws { try run("DELETE FROM staged_page", []) }

    // MARK: Index

    func cases(withReference folded: String) throws -> [CaseID] {
        try Data.fetchAll(
            database, sql: "SELECT case_id FROM reference WHERE folded = ? ORDER BY case_id",
            arguments: [cells.reference(folded)]
        ).compactMap { CaseID(bytes: $0) }
    }

    func cases(withWordPrefix token: String) throws -> [CaseID] {
        if let words { return try words.cases(withWordPrefix: token, at: try wordChange(), in: self) }
        let pattern = "\"\(token.replacing("\"", with: ""))\" *"
        return try Data.fetchAll(
            database,
            sql: """
                SELECT DISTINCT case_id FROM words JOIN worded_row ON worded_row.key = words.rowid
                WHERE words MATCH ? ORDER BY case_id
                """, arguments: [pattern]
        ).compactMap { CaseID(bytes: $0) }
    }

    func setWords(_ tokens: [String], of row: RowID, caseID: CaseID) throws {
        if let words {
            words.set(tokens.isEmpty ? nil : RowWords(caseID: caseID, tokens: tokens), of: row)
            return
        }
        let key = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT key FROM worded_row WHERE row_id = ?"), arguments: [row.data])
        if let key {
            try run("DELETE FROM words WHERE rowid = ?", [key])
            try run("DELETE FROM worded_row WHERE key = ?", [key])
        }
        guard !tokens.isEmpty else { return }
        try run("INSERT INTO worded_row (row_id, case_id) VALUES (?, ?)", [row.data, caseID.data])
        try run(
            "INSERT INTO words (rowid, tokens) VALUES (?, ?)",
            [database.lastInsertedRowID, tokens.joined(separator: " ")])
    }

    func setReferences(_ references: [String], of caseID: CaseID) throws {
        try run("DELETE FROM reference WHERE case_id = ?", [caseID.data])
        for reference in references {
            try run(
                "INSERT OR IGNORE INTO reference (folded, case_id) VALUES (?, ?)",
                [cells.reference(reference), caseID.data])
        }
    }

    // MARK: Helpers

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        do {
            return try CanonicalJSON.decode(type, from: bytes)
        } catch is DecodingError {
            throw ReplicaFault.damaged("The replica's database holds a \(type) that cannot be read.")
        }
    }
}

/// A command as it is stored: what is in the clear of it, and its bytes.
struct EntryCell {
    let mid: CommandID
    let position: Int
    let isPending: Bool
    var bytes: [UInt8]

    var place: SealedPlace { .outbox(mid, position, pending: isPending) }
}

extension TypedID {
    var data: Data { Data(bytes) }
}
