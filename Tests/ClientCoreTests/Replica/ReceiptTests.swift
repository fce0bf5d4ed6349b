import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Testing
import Workflow

/// A device checks receipts by itself.
@Suite struct ReplicaReceiptTests {
    private let world = TestWorld()
    private let caseID = CaseID.sample(1)
    private let key: SigningKey
    private let event = Row(
        id: .sample(2), kind: .event, compartment: Compartment(caseID: .sample(1), .parties),
        fields: ["action": "submit"])

    init() throws { key = try .random() }

    /// A receipt over `rows`, as `signer` signs it.
    private func receipt(over rows: [Row], by signer: SigningKey) throws -> Row {
        let receipt = FilingReceipt(
            reference: "AB2C-1", caseID: caseID, procedure: "ntb.tripartite", filer: .sample(3),
            receivedAt: world.clock.now(),
            filedOn: world.clock.now().day(), next: nil, keyID: KeyID.text(of: signer.verifyingKey.rawBytes),
            items: try rows.map { row in
                .init(row: row.id, bytes: try #require(BlobID(digest: SHA256.hash(row.canonicalBytes).bytes)))
            })
        let signature = try signer.sign(Array(receipt.text.utf8))
        return Row(
            id: .sample(9), kind: .receipt, compartment: Compartment(caseID: caseID, .sealed, holder: "x"),
            fields: ["text": .string(receipt.text), "signature": .string(Base64URL.encode(signature))])
    }

    /// A device that was told the server's key and synced `rows`.
    private func replica(holding rows: [Row], knowsKey: Bool = true) async throws -> Replica {
        let replica = try Replica(
            store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), clock: world.clock,
            random: SeededReplicaRandom(seed: 1))
        world.server.welcome(.trader)
        var reply = Party.trader.loginReply
        let ledger = Base64URL.encode(key.verifyingKey.rawBytes)
        if knowsKey { reply.keys = ServerKeys(signing: "s", agreement: "a", epoch: "epoch-1", ledger: ledger) }
        try replica.signIn(reply, server: "loopback")
        world.server.put(.header(caseID))
        for row in rows { world.server.put(row) }
        try await world.sync(replica)
        return replica
    }

    @Test func `what the server signed over rows that are here is sound`() async throws {
        let replica = try await replica(holding: [event, try receipt(over: [event], by: key)])
        let held = try #require(try replica.receipts(of: caseID).first)
        #expect(held.isSound)
        #expect(held.proofs.map(\.proof) == [.same])
        let files = try replica.proofFiles(of: held)
        #expect(files.map(\.name) == ["receipt.txt", "receipt.sig", "server-key.pem", "\(event.id).json"])
        #expect(files[3].bytes == event.canonicalBytes)
    }

    @Test func `a row that is other than what was filed, or not here, is told`() async throws {
        var other = event
        other.fields["action"] = "withdraw"
        var absent = event
        absent.id = .sample(5)
        let replica = try await replica(holding: [other, try receipt(over: [event, absent], by: key)])
        let held = try #require(try replica.receipts(of: caseID).first)
        #expect(held.signer == .server)
        #expect(held.proofs.map(\.proof) == [.other, .absent])
        #expect(!held.isSound)
    }

    @Test func `a receipt of somebody else's is not taken for the server's`() async throws {
        let replica = try await replica(holding: [event, try receipt(over: [event], by: try .random())])
        let held = try #require(try replica.receipts(of: caseID).first)
        #expect(held.signer == .somebodyElse)
        #expect(!held.isSound)
    }

    @Test func `a device that was not told the key says that it cannot check`() async throws {
        let replica = try await replica(holding: [event, try receipt(over: [event], by: key)], knowsKey: false)
        let held = try #require(try replica.receipts(of: caseID).first)
        #expect(held.signer == .unknown)
        #expect(!held.isSound)
        #expect(throws: Problem.self) { try replica.proofFiles(of: held) }
    }

    @Test func `another ledger key than the one known is not believed, a first one is`() async throws {
        let replica = try await replica(holding: [], knowsKey: false)
        var reply = Party.trader.loginReply
        let first = Base64URL.encode(key.verifyingKey.rawBytes)
        reply.keys = ServerKeys(signing: "s", agreement: "a", epoch: "epoch-1", ledger: nil)
        try replica.signIn(reply, server: "loopback")
        reply.keys?.ledger = first
        try replica.signIn(reply, server: "loopback")
        reply.keys?.ledger = Base64URL.encode(try SigningKey.random().verifyingKey.rawBytes)
        let refused = #expect(throws: Problem.self) { try replica.signIn(reply, server: "loopback") }
        #expect(refused?.code == .serverKeyChanged)
        // A server of the version before says nothing, and makes nothing forgotten.
        reply.keys?.ledger = nil
        try replica.signIn(reply, server: "loopback")
        #expect(try replica.meta().serverKeys?.ledger == first)
    }
}
