import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Testing
import Workflow

/// Real replicas sign what they send to the real server, whichever way it goes.
@Suite struct SigningTests {
    private struct Scene {
        let core: ServerCore
        let store: InMemoryCaseStore
        let replica: Replica
        let engine: SyncEngine

        init() async throws {
            let keys = try LedgerKeys.random()
            store = InMemoryCaseStore(keys: keys)
            core = ServerCore(
                store: store, keys: keys, bundleKeys: try .random(), random: SeededRandom(seed: 7),
                scryptCost: .fastForTests)
            try await core.addUser(
                AddUserRequest(name: "amina", roles: ["complainant:KE"], organisation: nil, password: "a long password")
            )
            replica = try Replica(
                store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), random: SeededReplicaRandom(seed: 3))
            engine = SyncEngine(replica: replica, transport: CoreLine(core).transport)
            try await signIn()
        }

        func signIn() async throws {
            let login = try replica.loginRequest(user: "amina", password: "a long password", code: nil)
            try replica.signIn(try await core.login(login, from: nil), server: "loopback")
        }

        func file() throws {
            try replica.file(
                procedure: "ntb.tripartite",
                fields: [
                    "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba",
                    "incidentOn": "2026-11-01", "description": "Milk is tested twice.", "contact": "+254 700 000 001",
                ])
        }

        /// The key that signed each commit of a device, in order.
        func signers() async throws -> [String?] {
            try await store.read { snapshot in
                guard try snapshot.head() > 0 else { return [] }
                return try (1...snapshot.head()).compactMap { try snapshot.commit($0) }
                    .filter { $0.replica != nil }
                    .map { $0.device.map { Base64URL.encode($0.key.rawBytes) } }
            }
        }

        var bundle: [UInt8] {
            get throws {
                let sink = Sink()
                _ = try replica.exportBundle(into: sink.take)
                return sink.bytes
            }
        }

        /// Other keys in the place of the device's, as if somebody had swapped them.
        func swapKeys(_ keys: DeviceKeys?) throws {
            try replica.store.write { transaction in
                var meta = try #require(try transaction.meta())
                meta.deviceKeys = keys
                try transaction.setMeta(meta)
            }
        }
    }

    private final class Sink {
        private(set) var bytes: [UInt8] = []
        func take(_ more: [UInt8]) throws { bytes += more }
    }

    @Test func `what a device sends is signed by it, under another replica id as well`() async throws {
        let scene = try await Scene()
        let key = try scene.replica.deviceKeys().signing
        try scene.file()
        #expect(try await scene.engine.sync().complete)
        try scene.file()
        try scene.replica.renewIdentity()
        _ = try await scene.engine.sync()
        #expect(try scene.replica.pendingCount == 0)
        let signers = try await scene.signers()
        #expect(signers.count >= 2)
        #expect(signers.allSatisfy { $0 == key })
    }

    @Test func `what was written before there was a key is signed when it is sent`() async throws {
        let scene = try await Scene()
        // As an update finds it: signed in, with commands that wait and without keys.
        let keys = try scene.replica.deviceKeys()
        try scene.swapKeys(nil)
        try scene.file()
        try scene.swapKeys(keys)
        _ = try await scene.engine.sync()
        #expect(try await scene.signers().last == keys.signing)
    }

    @Test
    func `with keys that the server was not told nothing is taken, nothing is lost, and signing in again sends it`()
        async throws
    {
        let scene = try await Scene()
        try scene.file()
        let waiting = try scene.replica.pendingCount
        let fresh = try SystemReplicaCrypto().makeKeys()
        try scene.swapKeys(fresh)
        let refused = await #expect(throws: Problem.self) { try await scene.engine.sync() }
        #expect(refused?.code == .signatureWrong)
        #expect(try scene.replica.pendingCount == waiting)
        // The push is refused, and what there is to read comes all the same.
        #expect(try scene.replica.meta().cursor != nil)
        try await scene.signIn()
        #expect(try await scene.engine.sync().complete)
        #expect(try scene.replica.pendingCount == 0)
        #expect(try scene.replica.outbox().allSatisfy { $0.state == .settled })
        #expect(try await scene.signers().last == fresh.signing)
    }

    @Test func `a bundle carries signed commands, and unsigned ones in it are not taken`() async throws {
        let scene = try await Scene()
        let keys = try scene.replica.deviceKeys()
        try scene.file()
        try scene.replica.store.write { transaction in
            var meta = try #require(try transaction.meta())
            meta.serverKeys?.ledger = nil
            try transaction.setMeta(meta)
        }
        let unsigned = try await scene.core.importBundle(BundleInput(try scene.bundle))
        #expect(unsigned.problem?.code == .signatureMissing)
        #expect(unsigned.commands == 0)
        #expect(try await scene.signers().isEmpty)
        try await scene.signIn()
        let signed = try await scene.core.importBundle(BundleInput(try scene.bundle))
        #expect(signed.problem == nil && signed.applied > 0)
        #expect(try await scene.signers().allSatisfy { $0 == keys.signing })
    }

    @Test func `a server that never told the key of its ledger gets nothing signed`() async throws {
        let scene = try await Scene()
        try scene.file()
        try scene.replica.store.write { transaction in
            var meta = try #require(try transaction.meta())
            meta.serverKeys?.ledger = nil
            try transaction.setMeta(meta)
        }
        guard case .batch(let push) = try scene.replica.nextPush(from: nil, limits: .standard) else {
            Issue.record("nothing to push")
            return
        }
        #expect(push.commands.allSatisfy { $0.sig == nil })
    }
}
