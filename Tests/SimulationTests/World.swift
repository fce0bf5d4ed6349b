import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Foundation
import Logging
import Server
import Workflow

/// A server and the replicas of five people in one process, with a clock and randomness from a seed, and a network that
/// loses requests and replies.
final class World: Sendable {
    let clock = ManualClock(Timestamp(milliseconds: 1_795_240_800_000))
    let store: any CaseStore
    let core: ServerCore
    let random: SeededReplicaRandom
    let people: [Person]

    /// A person with a replica.
    struct Person: Sendable {
        let name: String
        let roles: [String]
        let replica: Replica
        let engine: SyncEngine
        let folder: String?
    }

    static let cast: [(name: String, roles: [String])] = [
        ("amina", ["complainant:KE"]), ("mukasa", ["complainant:UG"]), ("kamau", ["focalPoint:KE"]),
        ("nakato", ["focalPoint:UG"]), ("achieng", ["recOfficer:EAC"]),
    ]

    init(
        seed: UInt64, store: any CaseStore, keys: LedgerKeys, lossPercent: UInt64,
        replicaStore: (String) throws -> (any ReplicaStore, String?)
    ) async throws {
        self.store = store
        random = SeededReplicaRandom(seed: seed)
        core = ServerCore(
            store: store, keys: keys, clock: clock, random: SeededRandom(seed: seed &+ 1),
            log: Logger(label: "simulation", factory: { _ in SwiftLogNoOpLogHandler() }),
            scryptCost: .fastForTests)
        try await core.prepare()
        var people: [Person] = []
        for (index, (name, roles)) in Self.cast.enumerated() {
            try await core.addUser(
                AddUserRequest(name: name, roles: roles, organisation: nil, password: "a long password"))
            let (replicaStore, folder) = try replicaStore(name)
            let replica = try Replica(
                store: replicaStore, crypto: SystemReplicaCrypto(), clock: ClockOfWorld(clock: clock),
                random: SeededReplicaRandom(seed: seed &+ UInt64(index) &* 7_919 &+ 13))
            let transport = LoopbackTransport(Network(core: core, random: random, lossPercent: lossPercent).carry)
            let login = LoginRequest(user: name, password: "a long password", code: nil, replica: try replica.id)
            let reply = try await core.login(login, from: "127.0.0.1")
            try replica.signIn(reply, server: "loopback")
            people.append(
                Person(
                    name: name, roles: roles, replica: replica,
                    engine: SyncEngine(replica: replica, transport: transport, pageBytes: 2_000), folder: folder))
        }
        self.people = people
    }

    /// A number below `bound` from the seed.
    func draw(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    /// Syncs everybody, again and again, until nothing is pending and everybody has seen what the others did.
    func settle() async throws {
        for _ in 0..<3 {
            for person in people {
                while true {
                    do {
                        _ = try await person.engine.sync()
                        break
                    } catch is TransportError { continue }
                }
            }
        }
    }
}

/// The world's clock, as a device sees it.
private struct ClockOfWorld: ReplicaClock {
    let clock: ManualClock
    func now() -> Timestamp { clock.now() }
}

/// Carries requests to the server's core; loses some on the way there and some on the way back.
private struct Network: Sendable {
    let core: ServerCore
    let random: SeededReplicaRandom
    let lossPercent: UInt64

    @Sendable func carry(_ request: TransportRequest) async throws -> TransportReply {
        if isLost() { throw TransportError.unreachable("The request was lost.") }
        let reply = try await answer(request)
        if isLost() { throw TransportError.unreachable("The reply was lost.") }
        return reply
    }

    private func isLost() -> Bool { random.next() % 100 < lossPercent }

    private func answer(_ request: TransportRequest) async throws -> TransportReply {
        do {
            let body = request.body ?? []
            switch request.path {
            case Endpoint.hello: return try reply(try await core.hello())
            case Endpoint.push:
                let person = try await core.authenticate(request.token ?? "")
                return try reply(
                    try await core.push(try CanonicalJSON.decode(PushRequest.self, from: body), as: person))
            case Endpoint.digest:
                let person = try await core.authenticate(request.token ?? "")
                return try reply(
                    try await core.digest(try CanonicalJSON.decode(DigestRequest.self, from: body), as: person))
            case Endpoint.pull:
                let person = try await core.authenticate(request.token ?? "")
                let page = try await core.pull(try CanonicalJSON.decode(PullRequest.self, from: body), as: person)
                return TransportReply(status: 200, body: page)
            default: return TransportReply(status: 404, body: [])
            }
        } catch let problem as Problem {
            return TransportReply(status: 400, body: try CanonicalJSON.encode(problem))
        }
    }

    private func reply(_ value: some Encodable) throws -> TransportReply {
        TransportReply(status: 200, body: try CanonicalJSON.encode(value))
    }
}
