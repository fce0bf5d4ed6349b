import CaseCrypto
import Foundation
import GRDB
import Testing

@testable import Server
@testable import ServerSQLite

/// Every column of every table is changed, and a line of every table removed: the audit finds it, or `docs/operations.md` says
/// that it does not. The tables are those of the store, so that a new one fails here until somebody has decided.
@Suite struct StoreColumnTests {
    /// What the audit does not find in a table.
    private struct Blind: Hashable {
        var columns: Set<String> = []
        var isLineMissed = false
    }

    private struct Column {
        let name: String
        let type: String
        let isKey: Bool
    }

    private struct Table {
        let name: String
        let columns: [Column]

        init(_ name: String, in db: Database) throws {
            self.name = name
            columns = try GRDB.Row.fetchAll(
                db, sql: "SELECT name, type, pk FROM pragma_table_info(?)", arguments: [name]
            )
            .map { Column(name: $0[0], type: $0[1], isKey: ($0[2] as Int) > 0) }
        }

        /// The last line of which this is so; of devices, whose keys are drawn, every one.
        func lines(where condition: String, in db: Database) throws -> [GRDB.Row] {
            let order = keys.joined(separator: ", ")
            return try GRDB.Row.fetchAll(
                db,
                sql: "SELECT * FROM \"\(name)\" WHERE \(condition) ORDER BY \(order) DESC LIMIT ?",
                arguments: [name == "device" ? 100 : 1])
        }

        var keys: [String] { columns.filter(\.isKey).map(\.name) }
        /// Which line it is.
        var place: String { keys.map { "\"\($0)\" IS ?" }.joined(separator: " AND ") }
        func place(of line: GRDB.Row) -> [DatabaseValue] { keys.map { line[$0] } }
    }

    /// Other values that differ as little as can be.
    private static func neighbours(of value: DatabaseValue) -> [DatabaseValue] {
        switch value.storage {
        case .null: return []
        case .int64(let number):
            return (number == 0 || number == 1 ? [1 - number] : [number + 1, number - 1]).databaseValues
        case .double: return []
        case .blob(let data):
            guard let last = data.indices.last else { return [] }
            var other = data
            other[last] ^= 1
            return [other.databaseValue]
        case .string(let text):
            guard let index = text.lastIndex(where: { $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return [] }
            return ["a", "b", "7", "8"].filter { $0 != String(text[index]) }
                .map { text.replacingCharacters(in: index...index, with: $0).databaseValue }
        }
    }

    private static func firsts(of type: String) -> [DatabaseValue] {
        switch type {
        case "INTEGER": ([1, 0] as [Int64]).databaseValues
        case "TEXT": ["a".databaseValue, "{}".databaseValue]
        default: [16, 32, 64].map { Data(count: $0).databaseValue }
        }
    }

    /// Whether the audit finds nothing of a change, which is then taken back; `nil` where the store takes none of the kind.
    private static func isMissed(
        _ key: VerifyingKey, _ folder: String, in queue: DatabaseQueue, _ change: (Database) throws -> Bool
    ) throws -> Bool? {
        var isMissed: Bool?
        try queue.inTransaction { db in
            do {
                if try change(db) {
                    isMissed = SQLiteCaseStore.audit(db, in: folder, key: key, progress: { _, _ in }).isSound
                }
            } catch is DatabaseError {
                // The store itself refuses such a value.
            }
            return .rollback
        }
        return isMissed
    }

    private static func blind(_ table: Table, _ scene: StoreColumnScene, in queue: DatabaseQueue) throws -> Blind {
        var blind = Blind()
        for column in table.columns {
            func change(where condition: String, to values: (DatabaseValue) -> [DatabaseValue]) throws {
                let lines = try queue.read { try table.lines(where: "\"\(column.name)\" \(condition)", in: $0) }
                for line in lines where !blind.columns.contains(column.name) { try change(line, to: values) }
            }
            func change(_ line: GRDB.Row, to values: (DatabaseValue) -> [DatabaseValue]) throws {
                for value in values(line[column.name]) {
                    let missed = try isMissed(scene.key, scene.folder.path, in: queue) { db in
                        try db.execute(
                            sql: "UPDATE \"\(table.name)\" SET \"\(column.name)\" = ? WHERE \(table.place)",
                            arguments: StatementArguments([value] + table.place(of: line)))
                        return db.changesCount == 1
                    }
                    guard let missed else { continue }
                    if missed { blind.columns.insert(column.name) }
                    return
                }
            }
            try change(where: "IS NOT NULL") { neighbours(of: $0) }
            try change(where: "IS NOT NULL") { _ in [.null] }
            try change(where: "IS NULL") { _ in firsts(of: column.type) }
        }
        let lines = try queue.read { try table.lines(where: "true", in: $0) }
        #expect(!lines.isEmpty, "\(table.name) is empty")
        for line in lines where !blind.isLineMissed {
            blind.isLineMissed =
                try isMissed(scene.key, scene.folder.path, in: queue) { db in
                    try db.execute(
                        sql: "DELETE FROM \"\(table.name)\" WHERE \(table.place)",
                        arguments: StatementArguments(table.place(of: line)))
                    return true
                } ?? false
        }
        return blind
    }

    /// The table of the page: name, columns, whether a line that is gone is missed.
    private static func documented() throws -> [String: Blind] {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/operations.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let after = try #require(text.range(of: "<!-- unverified -->\n"), "no mark").upperBound
        let section = text[after...]
        let end = section.range(of: "\n## ")?.lowerBound ?? section.endIndex
        var tables: [String: Blind] = [:]
        for line in section[..<end].split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            try #require(cells.count == 4, "\(line)")
            func words(_ cell: String) -> [String] {
                cell.split(separator: "`").map(String.init).filter { $0.contains(where: \.isLetter) }
            }
            tables[words(cells[0])[0]] = Blind(columns: Set(words(cells[1])), isLineMissed: cells[2] == "yes")
        }
        return tables
    }

    @Test func `the audit finds a change of every column of every table, but for those that the page names`()
        async throws
    {
        let scene = try await StoreColumnScene()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(configuration: configuration)
        try DatabaseQueue(path: scene.folder.path + "/tatua.sqlite").backup(to: queue)
        let sound = try await queue.read {
            SQLiteCaseStore.audit($0, in: scene.folder.path, key: scene.key, progress: { _, _ in })
        }
        #expect(sound.findings == [])
        let tables = try await queue.read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'"
            ).map { try Table($0, in: db) }
        }
        let documented = try Self.documented()
        #expect(Set(documented.keys).isSubset(of: tables.map(\.name)))
        for table in tables {
            let blind = try Self.blind(table, scene, in: queue)
            let said = documented[table.name] ?? Blind()
            #expect(
                blind == said,
                "\(table.name): missed \(blind.columns.sorted()), line \(blind.isLineMissed); the page says \(said.columns.sorted()), \(said.isLineMissed)"
            )
        }
    }
}

extension [Int64] {
    fileprivate var databaseValues: [DatabaseValue] { map(\.databaseValue) }
}
