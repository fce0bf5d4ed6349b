import CaseProtocol
import Foundation
import GRDB
import Server
import ServerSQLite
import Testing

@Suite("Audit of a SQLite store")
struct StoreAuditTests {
    /// Something done to the file behind the store's back, and the place that the audit must name.
    struct Tampering: CustomTestStringConvertible, Sendable {
        let what: String
        let sql: String
        let place: String

        init(_ what: String, _ sql: String, finds place: String) {
            self.what = what
            self.sql = sql
            self.place = place
        }

        var testDescription: String { what }
    }

    @Test func `a sound store has no findings and is counted whole`() async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.store(in: folder)
        let seen = Counter()
        let report = try store.verify { _, total in
            _ = seen.advance()
            #expect(total == 6)
        }
        #expect(report.findings == [])
        #expect(report.commitCount == 6)
        #expect(report.versionCount == 10)
        #expect(report.rowCount == 7)
        #expect(report.commandCount == 1)
        let last = try #require(try await store.read { try $0.commit(6) })
        #expect(report.end == CommitSealer.ChainEnd(number: 6, hash: last.hash))
        #expect(seen.advance() == 6)
    }

    @Test func `a file is audited while it is written, and when nobody has it open`() async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.store(in: folder)
        let keys = try LedgerKeys.example()
        async let writing: Void = {
            for number in UInt64(1_000)..<1_040 { try await store.append(.example(.header(number))) }
        }()
        #expect(try SQLiteCaseStore.verify(folder: folder.path, key: keys.verifyingKey).findings == [])
        try await writing
        #expect(try SQLiteCaseStore.verify(folder: folder.path, key: keys.verifyingKey).commitCount == 46)
        try store.close()
        let report = try SQLiteCaseStore.verify(folder: folder.path, key: keys.verifyingKey)
        #expect(report.findings == [])
        #expect(report.commitCount == 46)
    }

    @Test func `versions that were erased without a record keep the chain sound, and are named`() async throws {
        let folder = try TemporaryFolder()
        try await Self.store(in: folder).close()
        try Self.tamper(folder, "UPDATE version SET bytes = NULL, salt = NULL WHERE row_key = 2 AND rev = 1")
        let report = try SQLiteCaseStore.verify(folder: folder.path, key: try LedgerKeys.example().verifyingKey)
        #expect(report.findings.map(\.place) == ["commit 1"])
        #expect(report.findings.allSatisfy { $0.reason.contains("no record says that they were erased") })
        #expect(report.erasedCount == 1)
    }

    @Test func `the signatures of another server are findings`() async throws {
        let folder = try TemporaryFolder()
        try await Self.store(in: folder).close()
        let findings = try SQLiteCaseStore.verify(folder: folder.path, key: try LedgerKeys.example(8).verifyingKey)
            .findings
        #expect(findings.map(\.place) == (1...6).map { "commit \($0)" })
    }

    @Test(arguments: tamperings)
    func `tampering is found and its place is named`(tampering: Tampering) async throws {
        let folder = try TemporaryFolder()
        try await Self.store(in: folder).close()
        try Self.tamper(folder, tampering.sql)
        let report = try SQLiteCaseStore.verify(folder: folder.path, key: try LedgerKeys.example().verifyingKey)
        #expect(!report.isSound)
        #expect(report.findings.contains { $0.place.contains(tampering.place) }, "\(report.findings)")
    }

    @Test func `a changed byte anywhere in a table of the ledger is found`() async throws {
        let folder = try TemporaryFolder()
        try await Self.store(in: folder).close()
        let path = folder.path + "/tatua.sqlite"
        let tables = [
            "commit_log", "version", "row", "compartment", "access_change", "placement", "membership", "row_change",
        ]
        let pages = try await DatabaseQueue(path: path).writeWithoutTransaction { db in
            // No free blocks are left between the cells of a page.
            try db.execute(sql: "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
            let names = tables.map { "'\($0)'" }.joined(separator: ",")
            return try Int.fetchAll(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name IN (\(names))")
        }
        #expect(pages.count == tables.count)
        let sound = try Data(contentsOf: URL(fileURLWithPath: path))
        let key = try LedgerKeys.example().verifyingKey
        for page in pages {
            // The content of a page lies at its end; what is between that and the cell pointers is free.
            let bytes = sound[((page - 1) * 4_096)..<(page * 4_096)]
            let content = Int(bytes[bytes.startIndex + 5]) << 8 | Int(bytes[bytes.startIndex + 6])
            for offset in stride(from: bytes.startIndex + content, to: bytes.endIndex, by: 29) {
                var damaged = sound
                damaged[offset] ^= 1
                try damaged.write(to: URL(fileURLWithPath: path))
                #expect(try !SQLiteCaseStore.verify(folder: folder.path, key: key).isSound, "byte \(offset)")
            }
        }
    }

    /// Six commits with a bit of everything.
    private static func store(in folder: TemporaryFolder) async throws -> SQLiteCaseStore {
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: try .example())
        let note = Row.note(2, in: .parties(1))
        try await store.append(
            .example(
                .header(1, ["number": "NTB-1"]), note, .deadline(3, of: 1, due: "2026-12-01"), .card(4, "NTB-1"),
                placements: [.parties(1): ["fp:KE", "recs"]], memberships: [.example(900): ["all", "fp:KE"]]))
        let record = CommandRecord.example(1, commit: 2)
        try await store.write { transaction in
            var draft = CommitDraft.example(note.saying("released"))
            draft.commandHash = record.hash
            _ = try transaction.append(draft)
            try transaction.put(record)
            try transaction.put(ReplicaRecord(id: .example(800), user: .example(900), last: 1))
        }
        try await store.append(.example(note.saying("released").saying("held again"), .note(5, in: .parties(1))))
        try await store.append(
            .example(placements: [.parties(1): ["fp:KE"]], memberships: [.example(900): ["all"]]))
        try await store.append(.example(note.saying("").saying("").moved(to: .notes(1, of: "KE"))))
        try await store.append(.example(.header(6), .header(7)))
        return store
    }

    private static func tamper(_ folder: TemporaryFolder, _ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try DatabaseQueue(path: folder.path + "/tatua.sqlite", configuration: configuration).writeWithoutTransaction {
            db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON")
            try db.execute(sql: sql)
        }
    }

    private static let headerID = RowID.example(1)
    private static let noteID = RowID.example(2)

    private static let tamperings: [Tampering] = [
        Tampering(
            "a byte of a current version",
            "UPDATE version SET bytes = CAST(replace(bytes, 'NTB-1', 'NTB-2') AS BLOB) WHERE key = 65536",
            finds: "commit 1"),
        Tampering(
            "a byte of an earlier version",
            "UPDATE version SET bytes = CAST(replace(bytes, 'released', 'relaesed') AS BLOB) WHERE rev = 2",
            finds: "commit 2"),
        Tampering("a salt", "UPDATE version SET salt = zeroblob(16) WHERE key = 131072", finds: "commit 2"),
        Tampering("a leaf", "UPDATE version SET leaf = zeroblob(32) WHERE key = 131072", finds: "commit 2"),
        Tampering(
            "bytes erased without their salt", "UPDATE version SET bytes = NULL WHERE key = 131072",
            finds: "commit 2"),
        Tampering("a version removed", "DELETE FROM version WHERE key = 131072", finds: "commit 2"),
        Tampering(
            "two versions of a commit exchanged",
            """
            UPDATE version SET key = 9, ord = 9 WHERE key = 65536;
            UPDATE version SET key = 65536, ord = 0 WHERE key = 65537;
            UPDATE version SET key = 65537, ord = 1 WHERE key = 9
            """, finds: "commit 1"),
        Tampering("a version of another row", "UPDATE version SET row_key = 3 WHERE key = 131072", finds: "commit 2"),
        Tampering(
            "a version in another compartment", "UPDATE version SET compartment_key = 2 WHERE key = 65537",
            finds: "commit 1"),
        Tampering("a version renumbered", "UPDATE version SET rev = 9 WHERE key = 131072", finds: "row \(noteID)"),
        Tampering("a commit removed", "DELETE FROM commit_log WHERE number = 4", finds: "commit 5"),
        Tampering("the last commit removed", "DELETE FROM commit_log WHERE number = 6", finds: "commit 6"),
        Tampering(
            "a commit's author", "UPDATE commit_log SET by_user = zeroblob(16) WHERE number = 3", finds: "commit 3"),
        Tampering("a commit's time", "UPDATE commit_log SET at = at + 1 WHERE number = 3", finds: "commit 3"),
        Tampering("a commit's root", "UPDATE commit_log SET root = zeroblob(32) WHERE number = 3", finds: "commit 3"),
        Tampering("a commit's hash", "UPDATE commit_log SET hash = zeroblob(32) WHERE number = 3", finds: "commit 3"),
        Tampering(
            "a commit's signature", "UPDATE commit_log SET signature = zeroblob(64) WHERE number = 3", finds: "commit 3"
        ),
        Tampering(
            "a commit's number of leaves", "UPDATE commit_log SET leaf_count = 5 WHERE number = 3", finds: "commit 3"),
        Tampering(
            "two commits exchanged",
            """
            UPDATE commit_log SET number = 99 WHERE number = 3; UPDATE commit_log SET number = 3 WHERE number = 4;
            UPDATE commit_log SET number = 4 WHERE number = 99
            """, finds: "commit 3"),
        Tampering(
            "a change of access",
            "UPDATE access_change SET text = replace(text, 'recs', 'fp:X') WHERE commit_number = 4",
            finds: "commit 4"),
        Tampering(
            "a change of access that is no text any more",
            "UPDATE access_change SET text = '{' WHERE commit_number = 4",
            finds: "commit 4"),
        Tampering("a change of access removed", "DELETE FROM access_change WHERE commit_number = 4", finds: "commit 4"),
        Tampering(
            "a change of access without a commit", "INSERT INTO access_change VALUES (7, '{}', zeroblob(16))",
            finds: "commit 7"),
        Tampering("a row removed", "DELETE FROM row WHERE key = 5", finds: "row number 5"),
        Tampering(
            "a row at an earlier version", "UPDATE row SET version_key = 131072, rev = 2 WHERE key = 2",
            finds: "row \(noteID)"),
        Tampering("a row's id", "UPDATE row SET id = zeroblob(16) WHERE key = 2", finds: "commit 1"),
        Tampering("a row's kind", "UPDATE row SET kind = 'event' WHERE key = 2", finds: "commit 1"),
        Tampering("a row's case", "UPDATE row SET case_id = NULL WHERE key = 2", finds: "commit 1"),
        Tampering("a row's compartment", "UPDATE row SET compartment_key = 1 WHERE key = 2", finds: "row \(noteID)"),
        Tampering(
            "a row's change", "UPDATE row_change SET commit_number = 6 WHERE row_key = 1",
            finds: "row_change of row \(headerID)"),
        Tampering(
            "a row's leaving", "DELETE FROM row_change WHERE row_key = 2 AND is_gone = 1",
            finds: "row_change of row \(noteID)"),
        Tampering(
            "a compartment's name", "UPDATE compartment SET text = 'shared/public/' WHERE key = 2",
            finds: "compartment 2"),
        Tampering("a compartment removed", "DELETE FROM compartment WHERE key = 2", finds: "compartment 3"),
        Tampering(
            "a placement closed early", "UPDATE placement SET to_commit = 3 WHERE audience = 'recs'",
            finds: "placement of \(Compartment.parties(1)) for recs"),
        Tampering(
            "a placement opened", "INSERT INTO placement VALUES (2, 'fp:UG', 2, NULL, 2)", finds: "for fp:UG"),
        Tampering("a placement removed", "DELETE FROM placement WHERE audience = 'fp:KE'", finds: "for fp:KE"),
        Tampering(
            "when a placement was touched", "UPDATE placement SET touched = 4 WHERE audience = 'fp:KE'",
            finds: "for fp:KE"),
        Tampering(
            "a membership prolonged", "UPDATE membership SET to_commit = NULL WHERE audience = 'fp:KE'",
            finds: "membership of \(UserID.example(900)) for fp:KE"),
        Tampering(
            "a membership invented", "INSERT INTO membership VALUES (zeroblob(16), 'recs', 1, NULL)", finds: "for recs"),
        Tampering("a membership removed", "DELETE FROM membership WHERE audience = 'all'", finds: "for all"),
        Tampering("a reference removed", "DELETE FROM reference", finds: "reference of row \(headerID)"),
        Tampering(
            "a reference invented", "INSERT INTO reference VALUES (2, 'NTB-2')", finds: "reference"),
        Tampering("a due date", "UPDATE deadline_due SET due_on = due_on + 1", finds: "deadline_due of row"),
        Tampering("a due date's case", "UPDATE deadline_due SET case_id = zeroblob(16)", finds: "deadline_due of row"),
        Tampering("a card removed", "DELETE FROM card", finds: "card of row"),
        Tampering("a card of another row", "INSERT INTO card VALUES (7, 'NTB-7')", finds: "card"),
        Tampering(
            "a compartment's digest", "UPDATE compartment_digest SET sum = zeroblob(16) WHERE compartment_key = 1",
            finds: "compartment_digest of compartment 1"),
        Tampering(
            "an audience's digest", "UPDATE audience_digest SET count = count + 1", finds: "audience_digest of fp:KE"),
        Tampering("a digest removed", "DELETE FROM audience_digest", finds: "audience_digest of fp:KE"),
        Tampering("a command's arguments", "UPDATE command SET args = x'7b7d'", finds: "command 1 of replica"),
        Tampering("a command's name", "UPDATE command SET cmd = x'7b7d'", finds: "command 1 of replica"),
        Tampering("a command's commit", "UPDATE command SET commit_number = 3", finds: "command 1 of replica"),
        Tampering(
            "a command of a missing commit", "UPDATE command SET commit_number = 9", finds: "command 1 of replica"),
        Tampering(
            "a trigger added", "CREATE TRIGGER quiet AFTER INSERT ON command BEGIN DELETE FROM command; END",
            finds: "schema"),
        Tampering("an index dropped", "DROP INDEX placement_touched", finds: "schema"),
        Tampering(
            "a column of another type", "UPDATE commit_log SET previous = x'00' WHERE number = 2", finds: "commit_log"),
    ]
}
