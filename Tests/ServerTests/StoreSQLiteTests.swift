import CaseProtocol
import Foundation
import GRDB
import Server
import ServerSQLite
import Testing

@Suite("SQLite store")
struct StoreSQLiteTests {
    @Test func `commits are synced to disk, erased bytes overwritten, references enforced`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: try .example())
        #expect(try store.pragma("synchronous") == 2)
        #expect(try store.pragma("secure_delete") == 1)
        #expect(try store.pragma("foreign_keys") == 1)
    }

    @Test func `what was committed is there when the file is opened again`() async throws {
        let folder = try TemporaryFolder()
        let keys = try LedgerKeys.example()
        let first = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        try await first.append(.example(.header(1, ["number": "NTB-1"]), placements: [.parties(1): ["all"]]))
        try await first.write { try $0.put(CommandRecord.example(1, commit: 1)) }
        try first.close()
        let second = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        try await second.read { snapshot throws in
            #expect(try snapshot.head() == 1)
            #expect(try snapshot.cases(withReference: "NTB-1") == [.example(1)])
            #expect(try snapshot.placements(of: CaseID.example(1)) == [.parties(1): ["all"]])
            #expect(try snapshot.command(.example(800), n: 1) == .example(1, commit: 1))
        }
        #expect(try await second.append(.example(.header(2))) == 2)
    }

    @Test func `a store that another key signed is not opened`() throws {
        let folder = try TemporaryFolder()
        try SQLiteCaseStore.open(folder: folder.path, keys: try .example(1)).close()
        #expect(throws: StoreOpenError.otherSigner) {
            try SQLiteCaseStore.open(folder: folder.path, keys: try .example(2))
        }
    }

    @Test func `a store that a newer program changed is not opened`() throws {
        let folder = try TemporaryFolder()
        try SQLiteCaseStore.open(folder: folder.path, keys: try .example()).close()
        try DatabaseQueue(path: folder.path + "/tatua.sqlite").write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999')")
        }
        #expect(throws: StoreOpenError.newerSchema) {
            try SQLiteCaseStore.open(folder: folder.path, keys: try .example())
        }
    }

    @Test func `the probes of a pull walk an index and scan nothing`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: try .example())
        let plans = try store.probePlans()
        #expect(plans[0].contains("USING INDEX placement_touched (audience=? AND touched>?)"))
        #expect(plans[1].contains("row_change USING PRIMARY KEY (compartment_key=? AND row_key>?)"))
        #expect(plans[2].contains("row_change USING INDEX row_change_commit (compartment_key=? AND commit_number>?)"))
        for plan in plans { #expect(!plan.contains("SCAN"), "\(plan)") }
    }

    @Test func `a log cut off anywhere opens to the commits before the cut`() async throws {
        let folder = try TemporaryFolder()
        let keys = try LedgerKeys.example()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        for number in UInt64(1)...20 {
            try await store.append(
                .example(.header(number, ["number": .string("N-\(number)")]), placements: [.parties(number): ["all"]]))
        }
        let headers = try await store.read { snapshot in try (1...20).map { try snapshot.commit($0) } }
        let file = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/tatua.sqlite"))
        let log = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/tatua.sqlite-wal"))
        var heads: Set<Int> = []
        for part in stride(from: 40, through: 100, by: 4) {
            let copy = try TemporaryFolder()
            try file.write(to: URL(fileURLWithPath: copy.path + "/tatua.sqlite"))
            try log.prefix(log.count * part / 100 - (part == 100 ? 0 : 777)).write(
                to: URL(fileURLWithPath: copy.path + "/tatua.sqlite-wal"))
            let opened = try SQLiteCaseStore.open(folder: copy.path, keys: keys)
            let head = try await opened.read { try $0.head() }
            heads.insert(head)
            let found = try await opened.read { snapshot in try (1..<(head + 1)).map { try snapshot.commit($0) } }
            #expect(found == Array(headers.prefix(head)))
            #expect(try opened.verify().findings == [])
            #expect(try await opened.append(.example(.header(99))) == head + 1)
            try opened.close()
        }
        #expect(heads.contains(20) && heads.count > 5)
    }
}
