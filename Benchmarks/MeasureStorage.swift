import CaseProtocol
import Foundation
import GRDB

/// What a change leaves on the server's disk, for good.
enum MeasureStorage {
    private static let cases = 100
    private static let times = 50
    /// What a pull finds changes by; the rest is the rows themselves, and the ledger.
    private static let changeLog: Set<String> = [
        "row_change", "access_change", "placement", "membership", "compartment_digest", "audience_digest",
    ]
    private static let ledger: Set<String> = ["commit_log", "command"]

    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("storage")
        let drafts = try serving(site) { filer in try (0..<cases).map { _ in try filer.open(place: "Malaba") } }
        let before = try bytes(of: site)
        try serving(site) { editor in
            for round in 1...times {
                for slice in stride(from: 0, to: cases, by: 20) {
                    try editor.push(drafts[slice..<slice + 20].map { edit($0, round) })
                }
            }
        }
        let after = try bytes(of: site)
        let changes = Double(cases * times)
        let grown = after.merging(before) { $0 - $1 }.mapValues { Double($0) / changes }
        func sum(_ tables: Set<String>) -> Double {
            grown.filter { tables.contains($0.key) }.values.reduce(0, +)
        }
        let whole = grown.values.reduce(0, +)
        let log = sum(changeLog)
        Report.section("Storage: \(Int(changes)) changes of one field, with indexes, after a checkpoint")
        Report.line("bytes a change, all of it", Report.bytes(Int(whole)))
        Report.line("of these, the ledger: commands and commits, signed", Report.bytes(Int(sum(ledger))))
        Report.line("of these, rows and their versions", Report.bytes(Int(whole - log - sum(ledger))))
        Report.line(
            "of these, what pulls find changes by", Report.bytes(Int(log)), target: log <= 200, "at most 200 B")
        for (table, bytes) in grown.sorted(by: { $0.value > $1.value }).prefix(6) where bytes >= 1 {
            Report.line("  \(table)", Report.bytes(Int(bytes)))
        }
    }

    private static func edit(_ draft: CaseID, _ round: Int) -> CaseCommand {
        .edit(
            CaseEdit(caseID: draft, fields: ["place": .string("Malaba, gate \(round)")], base: ["place": round]))
    }

    private static func serving<Value>(_ site: Site, _ work: (BenchClient) throws -> Value) throws -> Value {
        let server = try site.serve()
        defer { server.stop() }
        return try work(BenchClient(port: server.port, user: Bench.trader(0)))
    }

    /// The bytes of each table with its indexes.
    private static func bytes(of site: Site) throws -> [String: Int] {
        let queue = try DatabaseQueue(path: "\(site.data)/tatua.sqlite")
        return try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return try Dictionary(
                uniqueKeysWithValues: GRDB.Row.fetchAll(
                    db,
                    sql: """
                        SELECT tbl_name, SUM(pgsize) AS bytes
                        FROM dbstat JOIN sqlite_master USING (name) GROUP BY tbl_name
                        """
                ).map { ($0["tbl_name"] as String, $0["bytes"] as Int) })
        }
    }
}
