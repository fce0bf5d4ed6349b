import CaseProtocol
import ClientCore
import ClientCrypto
import Workflow

/// One server and the clock that everybody reads.
struct TestWorld {
    let clock = ManualReplicaClock(.start)
    let server: FakeServer

    init() { server = FakeServer(clock: clock) }

    /// A replica of `party`, signed in.
    func replica(of party: Party = .trader, in store: any ReplicaStore, seed: UInt64 = 1) throws -> Replica {
        let replica = try Replica(
            store: store, crypto: SystemReplicaCrypto(), clock: clock, random: SeededReplicaRandom(seed: seed))
        server.welcome(party)
        if try replica.signedIn == nil { try replica.signIn(party.loginReply, server: "loopback") }
        return replica
    }

    @discardableResult
    func sync(_ replica: Replica) async throws -> SyncReport {
        try await SyncEngine(replica: replica, transport: server.transport).sync()
    }
}

extension Replica {
    /// What a person sees of all cases, as bytes.
    func effectiveBytes() throws -> [RowID: [UInt8]] {
        try store.read { snapshot throws in
            var rows: [RowID: [UInt8]] = [:]
            for layer in [RowLayer.server, .predicted] {
                for id in try snapshot.rowIDs(in: layer) { rows[id] = try snapshot.row(id, in: layer)?.bytes }
            }
            return rows
        }
    }

    /// A filing that the rules accept.
    @discardableResult
    func fileSample(_ description: String = "Trucks held for nine days at the weighbridge") throws -> Prediction {
        try file(
            procedure: "ntb.tripartite", action: "open", fields: [:],
            then: [
                (
                    action: "submit",
                    fields: [
                        "ntbCategory": "2.3", "locationCountry": "TZ", "place": "Namanga", "incidentOn": "2026-11-01",
                        "description": .string(description), "contact": "+254 700 000000",
                    ]
                )
            ])
    }
}

extension Transport {
    /// The bytes of one page; none when there is nothing new.
    func page(_ request: PullRequest, token: String) async throws -> [UInt8] {
        guard case .page(let bytes) = try await pull(request, in: Conversation(token: token)).content else { return [] }
        return bytes
    }
}
