import CaseProtocol
import ClientCore
import ClientCrypto
import Testing
import Workflow

/// A device that files without a name, before and at its first contact.
@Suite struct EnrolmentTests {
    private func replica(seed: UInt64 = 7) throws -> Replica {
        try Replica(
            store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), random: SeededReplicaRandom(seed: seed))
    }

    @Test func `name, password and id are those that the protocol derives`() throws {
        // Worked out with Python's hmac and hashlib.
        let account = try SystemReplicaCrypto().account(of: try ReceiptCode(parsing: "k7qm 4r3d 9xwa pt6e v"))
        #expect(account.name == "code-2e7eb0dfd2925520199f32a48ec49fe5")
        #expect(account.password == "O-AlZkuvEYENEoc0tY0NbRjkf5Yyp6UeqwHDqf-sejU")
        #expect(account.user.description == "0409bc7c-5aed-74e6-92c5-001089fd6fe1")
        #expect(NamelessAccount.isWellFormed(name: account.name, password: account.password))
    }

    @Test func `the code is kept nowhere, and the replica is its holder's at once`() throws {
        let replica = try replica()
        let code = try replica.beginNameless(server: "https://ntb.example.org")
        let meta = try replica.meta()
        #expect(meta.owner == (try replica.account(of: code)).user && meta.session?.isNameless == true)
        #expect(try replica.party.isNameless && replica.party.id == meta.owner)
        let kept = String(decoding: try CanonicalJSON.encode(meta), as: UTF8.self)
        #expect(!kept.contains(code.letters) && !kept.contains(code.text))
    }

    @Test func `what was begun and not used is begun anew or taken back, and what is somebody's is not`() throws {
        let replica = try replica()
        let first = try replica.beginNameless(server: "https://ntb.example.org")
        let second = try replica.beginNameless(server: "https://ntb.example.org")
        #expect(first != second)
        #expect(try replica.cancelNameless())
        #expect(try replica.meta().owner == nil && replica.meta().session == nil)
        _ = try replica.signIn(
            LoginReply(
                token: "t", user: UserID(high: 0x7000, low: 0x8000_0000_0000_0001), name: "amina",
                roles: ["complainant"], organisation: nil), server: "https://ntb.example.org")
        #expect(throws: Problem.self) { try replica.beginNameless(server: "https://ntb.example.org") }
        #expect(try !replica.cancelNameless() && replica.signedIn?.name == "amina")
    }

    @Test func `two devices draw two codes`() throws {
        let codes = try (0..<50).map { try replica(seed: $0).beginNameless(server: "https://ntb.example.org") }
        #expect(Set(codes).count == 50)
    }
}
