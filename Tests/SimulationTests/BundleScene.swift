import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Testing
import Workflow

/// A person's device, with a network beside the bundles.
struct BundleDevice {
    let replica: Replica
    let engine: SyncEngine
    let core: ServerCore

    init(
        _ name: String, _ roles: [String], seed: UInt64, on core: ServerCore,
        in store: any ReplicaStore = InMemoryReplicaStore()
    ) async throws {
        self.core = core
        try await core.addUser(
            AddUserRequest(name: name, roles: roles, organisation: nil, password: "a long password"))
        replica = try Replica(
            store: store, crypto: SystemReplicaCrypto(), random: SeededReplicaRandom(seed: seed))
        let login = try replica.loginRequest(user: name, password: "a long password", code: nil)
        let reply = try await core.login(login, from: nil)
        try replica.signIn(reply, server: "loopback")
        engine = SyncEngine(replica: replica, transport: CoreLine(core).transport)
    }

    private init(_ replica: Replica, on core: ServerCore) {
        (self.replica, self.core) = (replica, core)
        engine = SyncEngine(replica: replica, transport: CoreLine(core).transport)
    }

    /// The same device before another server, such as one that was put back.
    func on(_ core: ServerCore) -> BundleDevice { BundleDevice(replica, on: core) }

    func file() throws {
        try replica.file(
            procedure: "ntb.tripartite",
            fields: [
                "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba",
                "incidentOn": "2026-11-01", "description": "Milk is tested twice.", "contact": "+254 700 000 001",
            ])
    }

    func exported() throws -> [UInt8] {
        let sink = BundleSink()
        _ = try replica.exportBundle(into: sink.take)
        return sink.bytes
    }

    func answers(to bundle: [UInt8], partBytesMax: Int? = nil) async throws -> [[UInt8]] {
        let report = try await core.importBundle(BundleInput(bundle))
        let ask = try await core.bundleAsk(of: report.replica)
        var sinks: [BundleSink] = []
        let parts = try await core.exportBundle(for: ask, partBytesMax: partBytesMax) { _ in
            let sink = BundleSink()
            sinks.append(sink)
            return (sink.take, {})
        }
        #expect(parts == sinks.count)
        return sinks.map(\.bytes)
    }

    var rows: [[UInt8]] {
        get throws {
            try replica.store.read { snapshot in
                try snapshot.rowIDs(in: .server).compactMap { try snapshot.row($0, in: .server)?.bytes }
            }
        }
    }
}

/// Keeps the bytes of a bundle.
final class BundleSink {
    private(set) var bytes: [UInt8] = []
    func take(_ more: [UInt8]) throws { bytes += more }
}

extension ServerCore {
    /// A server in memory, with other people's keys or its own.
    static func withBundles(_ bundleKeys: BundleKeys? = nil) throws -> ServerCore {
        let keys = try LedgerKeys.random()
        return ServerCore(
            store: InMemoryCaseStore(keys: keys), keys: keys, bundleKeys: try bundleKeys ?? .random(),
            random: SeededRandom(seed: 7),
            scryptCost: .fastForTests)
    }
}
