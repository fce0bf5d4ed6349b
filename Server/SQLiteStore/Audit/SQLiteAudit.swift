import CaseProtocol
import GRDB
import Server

/// An audit in progress; its parts are in files by subject.
struct SQLiteAudit {
    let db: Database
    var report = AuditReport()
    /// What the ledger says was erased.
    var erasures = Erasures()

    init(db: Database) { self.db = db }

    /// Carries out a part. What cannot even be read is a finding; the other parts go on.
    mutating func attempt(_ table: String, _ part: (inout SQLiteAudit) throws -> Void) {
        do {
            try part(&self)
        } catch {
            report.note(table, "it cannot be read to its end: \(error)")
        }
    }

    /// The schema is the one that the migrations make: nothing taken away, no trigger added.
    mutating func checkSchema() throws {
        let query = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2"
        let model = try DatabaseQueue()
        try Migrations.all.migrate(model)
        let expected = try model.read { db in try db.all(query) { [try $0.text(0), try $0.text(1)] } }
        let found = try db.all(query) { [try $0.text(0), try $0.text(1)] }
        for line in found where !expected.contains(line) { report.note("schema", "\(line[0]) is not as it was made") }
        for line in expected where !found.contains(line) { report.note("schema", "\(line[0]) is missing or changed") }
    }

    /// SQLite's own checks: pages, indexes against their tables, constraints, references.
    mutating func checkFile() throws {
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(\(AuditReport.findingsMax))")
        where line != "ok" {
            report.note("file", line)
        }
        let dangling = try GRDB.Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
        while let row = try dangling.next() {
            let columns = Columns(row)
            let key = try columns.optionalInt(1).map { " \($0)" } ?? ""
            report.note("\(try columns.text(0))\(key)", "what it refers to in \(try columns.text(2)) is missing")
        }
    }
}

/// The lines of a sorted answer, taken one group at a time, so that several answers can be walked side by side.
struct SortedLines<Line> {
    private let cursor: RowCursor
    private let read: (Columns) throws -> Line
    private var upcoming: Line?

    init(_ db: Database, _ sql: String, read: @escaping (Columns) throws -> Line) throws {
        cursor = try GRDB.Row.fetchCursor(db, sql: sql)
        self.read = read
        upcoming = try cursor.next().map { try read(Columns($0)) }
    }

    /// The next line.
    mutating func next() throws -> Line? {
        guard let line = upcoming else { return nil }
        upcoming = try cursor.next().map { try read(Columns($0)) }
        return line
    }

    /// The next lines, as long as they belong.
    mutating func take(while belongs: (Line) -> Bool) throws -> [Line] {
        var lines: [Line] = []
        while let line = upcoming, belongs(line) {
            lines.append(line)
            upcoming = try cursor.next().map { try read(Columns($0)) }
        }
        return lines
    }
}
