import CaseProtocol
import ClientCore
import Foundation
import GRDB

/// One view of the database; writable when the store opened it for writing.
struct SQLiteTransaction: ReplicaTransaction {
    let database: Database

    func meta() throws -> ReplicaMeta? {
        try decoded(ReplicaMeta.self, try Data.fetchOne(database, sql: "SELECT value FROM meta"))
    }

    func setMeta(_ meta: ReplicaMeta) throws {
        try run("INSERT OR REPLACE INTO meta (key, value) VALUES (1, ?)", [Data(try CanonicalJSON.encode(meta))])
    }

    // MARK: Outbox

    func outbox() throws -> [OutboxEntry] { try entries("ORDER BY position") }
    func pendingOutbox() throws -> [OutboxEntry] { try entries("WHERE pending ORDER BY position") }
    func outboxEntry(_ mid: CommandID) throws -> OutboxEntry? { try entries("WHERE mid = ?", [mid.data]).first }

    func put(_ entry: OutboxEntry) throws {
        try run(
            "INSERT OR REPLACE INTO outbox (mid, position, pending, entry) VALUES (?, ?, ?, ?)",
            [entry.mid.data, entry.position, entry.isPending, Data(try CanonicalJSON.encode(entry))])
    }

    func removeOutboxEntry(_ mid: CommandID) throws { try run("DELETE FROM outbox WHERE mid = ?", [mid.data]) }

    private func entries(_ clause: String, _ arguments: StatementArguments = []) throws -> [OutboxEntry] {
        try Data.fetchAll(database.cachedStatement(sql: "SELECT entry FROM outbox \(clause)"), arguments: arguments)
            .compactMap { try decoded(OutboxEntry.self, $0) }
    }

    // MARK: Staging

    func stagedPageCount() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM staged_page") ?? 0
    }

    func stagedPage(_ index: Int) throws -> [UInt8]? {
        try Data.fetchOne(database, sql: "SELECT bytes FROM staged_page WHERE page = ?", arguments: [index])
            .map { Array($0) }
    }

    func appendStagedPage(_ bytes: [UInt8]) throws {
        try run("INSERT INTO staged_page SELECT count(*), ? FROM staged_page", [Data(bytes)])
    }

    func removeStagedPages() throws { try run("DELETE FROM staged_page", []) }

    // MARK: Index

    func cases(withReference folded: String) throws -> [CaseID] {
        try Data.fetchAll(
            database, sql: "SELECT case_id FROM reference WHERE folded = ? ORDER BY case_id", arguments: [folded]
        ).compactMap { CaseID(bytes: $0) }
    }

    func cases(withWordPrefix token: String) throws -> [CaseID] {
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
            try run("INSERT OR IGNORE INTO reference (folded, case_id) VALUES (?, ?)", [reference, caseID.data])
        }
    }

    // MARK: Helpers

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, _ data: Data?) throws -> Value? {
        guard let data else { return nil }
        do {
            return try CanonicalJSON.decode(type, from: data)
        } catch is DecodingError {
            throw ReplicaFault.damaged("The replica's database holds a \(type) that cannot be read.")
        }
    }
}

extension TypedID {
    var data: Data { Data(bytes) }
}
