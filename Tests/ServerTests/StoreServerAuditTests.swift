import CaseCrypto
import CaseProtocol
import GRDB
import Testing

@testable import Server
@testable import ServerSQLite

/// The audit of a store that a server worked on: what is beside the ledger, too.
@Suite struct StoreServerAuditTests {
    /// A filed and a refused command, one of them sent again from another replica, on disk.
    private func work(in folder: TemporaryFolder) async throws -> VerifyingKey {
        let keys = try LedgerKeys.example()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        let server = try await TestServer(store: store, keys: keys)
        let amina = try await server.person("amina", "complainant:KE")
        _ = try await server.person("kamau", "focalPoint:KE")
        let opened = try amina.envelope(1, .open(TestPerson.opening(server.id())))
        let refused = try amina.envelope(2, .act(CaseAct(caseID: server.id(), action: "submit", from: nil)))
        _ = try await amina.push([opened, refused])
        let restored = try await server.signIn("amina")
        #expect(try await restored.push([opened]).out.map(\.outcome) == [.applied])
        try store.close()
        return keys.verifyingKey
    }

    @Test func `a server's work is sound, a command that was sent again included`() async throws {
        let folder = try TemporaryFolder()
        let key = try await work(in: folder)
        #expect(try SQLiteCaseStore.verify(folder: folder.path, key: key).findings == [])
    }

    @Test(arguments: [
        "INSERT INTO appointment (user_id, ord, role, scope, is_chair) SELECT id, 7, 'recOfficer', 'EAC', 0 FROM account WHERE folded_name = 'amina'",
        "UPDATE appointment SET scope = 'UG' WHERE role = 'focalPoint'",
        "UPDATE command SET outcome = '{\"type\":\"rejected\",\"problem\":{\"code\":\"x\",\"message\":\"x\"}}' WHERE commit_number IS NOT NULL",
        "DELETE FROM command WHERE commit_number IS NOT NULL",
        "DELETE FROM command WHERE commit_number IS NULL",
        "UPDATE replica SET last = last + 5", "UPDATE replica SET last = 0",
        "UPDATE command SET args = CAST(CAST(args AS TEXT) || ' ' AS BLOB)",
    ])
    func `what was changed beside the ledger is found`(sql: String) async throws {
        let folder = try TemporaryFolder()
        let key = try await work(in: folder)
        try await DatabaseQueue(path: folder.path + "/tatua.sqlite").write { try $0.execute(sql: sql) }
        #expect(try !SQLiteCaseStore.verify(folder: folder.path, key: key).isSound)
    }

    /// Two commits that a device signed, between two that no device did.
    private func signedWork(in folder: TemporaryFolder) async throws -> LedgerKeys {
        let keys = try LedgerKeys.example()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        let server = try await TestServer(store: store, keys: keys)
        _ = try await server.person("amina", "complainant:KE")
        _ = try await server.person("mukasa", "complainant:UG")
        let device = try TestDevice(1)
        let amina = try await server.signIn("amina", device: device)
        _ = try await server.signIn("mukasa", device: try TestDevice(2))
        for n in 1...2 {
            let command = try amina.envelope(n, .open(TestPerson.opening(server.id())))
            _ = try await amina.push([try device.signed(command, by: amina)])
        }
        try store.close()
        return keys
    }

    @Test func `every device's signature is checked again`() async throws {
        let folder = try TemporaryFolder()
        let key = try await signedWork(in: folder).verifyingKey
        let report = try SQLiteCaseStore.verify(folder: folder.path, key: key)
        #expect(report.findings == [])
        #expect(report.signatureCount == 2)
    }

    /// What somebody does who has the file, and whether they have the ledger's key as well.
    struct Forging: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let sql: String
        var hasKey = false
        let finding: String
    }

    @Test(arguments: [
        Forging(
            testDescription: "a signature is stripped", sql: "device_key = NULL, device_signature = NULL",
            finding: "the signature is not the server's, or the header was changed"),
        Forging(
            testDescription: "a signature is stripped and the chain signed again",
            sql: "device_key = NULL, device_signature = NULL", hasKey: true,
            finding: "its device signs everything, and its signature is missing"),
        Forging(
            testDescription: "the signature is another command's, and the chain signed again",
            sql: "device_signature = (SELECT device_signature FROM commit_log ORDER BY number DESC LIMIT 1)",
            hasKey: true,
            finding: "the device's signature is not of this command, person and moment"),
        Forging(
            testDescription: "the commit is another person's, and the chain signed again",
            sql: "by_user = (SELECT id FROM account WHERE folded_name = 'mukasa')", hasKey: true,
            finding: "the device's signature is not of this command, person and moment"),
        Forging(
            testDescription: "the moment of the command is another", sql: "",
            finding: "the device's signature is not of this command, person and moment"),
        Forging(
            testDescription: "the command says something else, and the chain signed again", sql: "", hasKey: true,
            finding: "the device's signature is not of this command, person and moment"),
        Forging(
            testDescription: "an invented device signed, and the chain signed again", sql: "", hasKey: true,
            finding: "it is signed with a key that its person never told"),
    ])
    func `the commit with a forged or stripped signature is named`(forging: Forging) async throws {
        let folder = try TemporaryFolder()
        let keys = try await signedWork(in: folder)
        let file = try DatabaseQueue(path: folder.path + "/tatua.sqlite")
        let number = try await file.write { db in
            let number = try #require(
                try Int.fetchOne(db, sql: "SELECT min(number) FROM commit_log WHERE device_key IS NOT NULL"))
            if !forging.sql.isEmpty {
                try db.execute(sql: "UPDATE commit_log SET \(forging.sql) WHERE number = \(number)")
            } else if forging.testDescription.contains("invented") {
                try Self.invent(commit: number, keys, in: db)
            } else if forging.hasKey {
                try Self.rewrite(commit: number, in: db)
            } else {
                try db.execute(
                    sql: "UPDATE command SET claimed_at = claimed_at - 1000 WHERE commit_number = \(number)")
            }
            if forging.hasKey { try Self.signAgain(keys, from: number, in: db) }
            return number
        }
        let report = try SQLiteCaseStore.verify(folder: folder.path, key: keys.verifyingKey)
        let findings = report.findings
        #expect(findings.contains { $0.place == "commit \(number)" && $0.reason == forging.finding }, "\(findings)")
        // Where the chain was signed again, nothing else gives it away.
        if forging.hasKey { #expect(findings.allSatisfy { $0.place == "commit \(number)" }, "\(findings)") }
    }

    /// Other arguments, with the hash that belongs to them in command and commit.
    private static func rewrite(commit number: Int, in db: Database) throws {
        let record = try #require(
            try db.first("SELECT \(CommandRecord.columns) FROM command WHERE commit_number = ?", number) {
                try CommandRecord($0)
            })
        var envelope = record.sentEnvelope
        envelope.args += " "
        let hash = blob(SHA256.hash(envelope.hashedBytes).bytes)
        try db.run(
            "UPDATE command SET args = ?, hash = ? WHERE commit_number = ?", blob(Array(envelope.args.utf8)), hash,
            number)
        try db.run("UPDATE commit_log SET command_hash = ? WHERE number = ?", hash, number)
    }

    /// A signature that is right, by a key that nobody told.
    private static func invent(commit number: Int, _ keys: LedgerKeys, in db: Database) throws {
        let record = try #require(
            try db.first("SELECT \(CommandRecord.columns) FROM command WHERE commit_number = ?", number) {
                try CommandRecord($0)
            })
        let header = try #require(
            try db.first("SELECT \(CommitHeader.columns) FROM commit_log WHERE number = ?", number) {
                try CommitHeader($0)
            })
        let statement = CommandStatement(
            server: keys.verifyingKey, person: header.by, at: record.claimedAt, hash: record.hash)
        let forger = try SigningKey(rawBytes: Array(repeating: 9, count: 32))
        try db.run(
            "UPDATE commit_log SET device_key = ?, device_signature = ? WHERE number = ?",
            blob(forger.verifyingKey.rawBytes), blob(try forger.sign(statement.signedBytes)), number)
    }

    /// Chains and signs every commit from `number` on as the server would.
    private static func signAgain(_ keys: LedgerKeys, from number: Int, in db: Database) throws {
        let headers = try db.all(
            "SELECT \(CommitHeader.columns) FROM commit_log WHERE number >= ? ORDER BY number", number
        ) { try CommitHeader($0) }
        var previous = headers[0].previous
        for var header in headers {
            header.previous = previous
            header.signature = try keys.signingKey.sign(header.hash.bytes)
            previous = header.hash
            try db.run(
                "UPDATE commit_log SET previous = ?, signature = ?, hash = ? WHERE number = ?",
                blob(header.previous.bytes), blob(header.signature), blob(header.hash.bytes), header.number)
        }
    }
}
