import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Testing
import Workflow

/// Bundles where server and device know different histories, places or keys.
@Suite struct BundleHistoryTests {
    @Test func `a repair under way is not forgotten by a bundle`() async throws {
        let device = try await BundleDevice("amina", ["complainant:KE"], seed: 1, on: try ServerCore.withBundles())
        try device.file()
        _ = try await device.engine.sync()
        let rows = try device.rows
        let earlier = try device.exported()
        // As after a walk over the digests: a row is damaged, and its compartment is to come again.
        try device.replica.store.write { transaction in
            let header = try #require(try transaction.rows(ofKind: .caseHeader, in: .server).first)
            try transaction.removeRow(header.id, in: .server)
            var meta = try #require(try transaction.meta())
            meta.again = [header.compartment]
            try transaction.setMeta(meta)
        }
        let late = try #require(try await device.answers(to: earlier).first)
        #expect(throws: Problem.self) { try device.replica.importBundle(BundleInput(late)) }
        let answer = try #require(try await device.answers(to: device.exported()).first)
        let report = try device.replica.importBundle(BundleInput(answer))
        #expect(report.sync.complete && report.sync.digestMismatch == nil)
        #expect(try device.rows == rows)
    }

    @Test func `a server that was put back in silence gets by bundle alone what it lost`() async throws {
        let keys = try LedgerKeys.random()
        let bundleKeys = try BundleKeys.random()
        let store = InMemoryCaseStore(keys: keys)
        func server(_ store: InMemoryCaseStore, seed: UInt64) -> ServerCore {
            ServerCore(
                store: store, keys: keys, bundleKeys: bundleKeys, random: SeededRandom(seed: seed),
                scryptCost: .fastForTests)
        }
        let first = server(store, seed: 7)
        let device = try await BundleDevice("amina", ["complainant:KE"], seed: 9, on: first)
        _ = try await device.engine.sync()
        let earlier = store.copy()
        try device.file()
        let answers = try await device.answers(to: device.exported())
        #expect(try device.replica.importBundle(BundleInput(try #require(answers.first))).sync.complete)
        let filed = try device.rows

        let later = device.on(server(earlier, seed: 8))
        // Once to learn of it, once to give back what was lost.
        for _ in 0..<2 {
            let answer = try #require(try await later.answers(to: later.exported()).first)
            #expect(try later.replica.importBundle(BundleInput(answer)).sync.complete)
        }
        func cases(_ rows: [[UInt8]]) -> Set<CaseID> { Set(rows.compactMap { Row(bytes: $0)?.compartment.caseID }) }
        let kept = cases(try later.rows)
        #expect(kept == cases(filed) && kept.count == 1)
        #expect(try later.replica.pendingCount == 0)
    }

    @Test func `a device that knows another history than its place asks for everything with its next bundle`()
        async throws
    {
        let device = try await BundleDevice("amina", ["complainant:KE"], seed: 10, on: try ServerCore.withBundles())
        try device.file()
        _ = try await device.engine.sync()
        // As a faulty server once left behind: the name of one history, and a place in another.
        try device.replica.store.write { transaction in
            var meta = try #require(try transaction.meta())
            meta.epoch = "00000000000000aa"
            meta.asOf = nil
            try transaction.setMeta(meta)
        }
        let refused = try #require(try await device.answers(to: device.exported()).first)
        let problem = #expect(throws: Problem.self) { try device.replica.importBundle(BundleInput(refused)) }
        #expect(problem?.code == .bundleOutOfOrder)
        let answer = try #require(try await device.answers(to: device.exported()).first)
        #expect(try device.replica.importBundle(BundleInput(answer)).sync.complete)
    }

    @Test func `whoever stands at another person's place is answered with everything`() async throws {
        let core = try ServerCore.withBundles()
        let amina = try await BundleDevice("amina", ["complainant:KE"], seed: 11, on: core)
        let kamau = try await BundleDevice("kamau", ["focalPoint:KE"], seed: 12, on: core)
        try amina.file()
        for device in [amina, kamau] { _ = try await device.engine.sync() }
        let rows = try amina.rows
        let foreign = try kamau.replica.meta().cursor
        try amina.replica.store.write { transaction in
            var meta = try #require(try transaction.meta())
            meta.cursor = foreign
            try transaction.setMeta(meta)
        }
        let answer = try #require(try await amina.answers(to: amina.exported()).first)
        #expect(try amina.replica.importBundle(BundleInput(answer)).sync.complete)
        #expect(try amina.rows == rows)
    }

    @Test func `a server that signs with another key is refused in words, until the new key is accepted`() async throws
    {
        let (known, other) = (try BundleKeys.random(), try BundleKeys.random())
        let device = try await BundleDevice(
            "amina", ["complainant:KE"], seed: 24, on: try ServerCore.withBundles(known))
        let meta = try device.replica.meta()
        let own = try #require(meta.deviceKeys)
        let crypto = SystemReplicaCrypto()
        let sink = BundleSink()
        let header = try BundleHeader(
            kind: .toDevice, from: KeyID.text(of: other.signingKey.verifyingKey.rawBytes),
            to: crypto.keyID(ofPublicKey: own.agreement), created: device.replica.now)
        var sealer = try EnvelopeSealer(
            domain: BundleHeader.domain, preamble: header.preamble(),
            to: PublicAgreementKey(rawBytes: try #require(Base64URL.decode(own.agreement))),
            signedBy: other.signingKey, output: sink.take)
        try sealer.finish()
        let problem = #expect(throws: Problem.self) { try device.replica.importBundle(BundleInput(sink.bytes)) }
        #expect(problem?.code == .serverKeyChanged && problem?.message.contains("--accept-new-key") == true)

        // Signing in at a server with other keys says the same.
        let session = try #require(meta.session)
        var reply = LoginReply(
            token: "t", user: session.user, name: session.name, roles: session.roles, organisation: nil)
        reply.keys = ServerKeys(
            signing: Base64URL.encode(other.signingKey.verifyingKey.rawBytes),
            agreement: Base64URL.encode(other.agreementKey.publicKey.rawBytes), epoch: "00ff")
        let refusal = #expect(throws: Problem.self) { try device.replica.signIn(reply, server: "loopback") }
        #expect(refusal?.code == .serverKeyChanged && refusal?.message.contains("--accept-new-key") == true)
        #expect(try device.replica.meta().serverKeys == meta.serverKeys)
        try device.replica.signIn(reply, server: "loopback", acceptingNewKeys: true)
        #expect(try device.replica.meta().serverKeys == reply.keys)
    }
}
