import GRDB

// What tests look at and turn.
extension SQLiteCaseStore {
    /// A number that SQLite answers to `PRAGMA name` on the writing connection, or after setting it.
    package func pragma(_ text: String) throws -> Int? {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(text)") }
    }

    /// How SQLite carries out the three probes of a pull.
    package func probePlans() throws -> [String] {
        try pool.read { db in
            try [SyncProbe.touchedPlacements, SyncProbe.contents, SyncProbe.changes].map { probe in
                let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + probe)
                statement.setUncheckedArguments([])
                let cursor = try GRDB.Row.fetchCursor(statement)
                var steps: [String] = []
                while let row = try cursor.next() { steps.append(try Columns(row).text(3)) }
                return steps.joined(separator: "\n")
            }
        }
    }

    /// How many groups were committed.
    package var groupCount: Int { writer.groupCount }
}
