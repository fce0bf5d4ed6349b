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
        let server = try await TestServer(store: store)
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
}
