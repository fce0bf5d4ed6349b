import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Foundation
import Logging
import Server
import Synchronization
import Workflow

/// A server and the replicas of five people in one process, with a clock and randomness from a seed, and a network that
/// loses requests and replies.
final class World: Sendable {
    let clock = ManualClock(Timestamp(milliseconds: 1_795_240_800_000))
    let store: any CaseStore
    let core: ServerCore
    let random: SeededReplicaRandom
    let people: [Person]
    /// The cases that were opened, in that order.
    let opened = Mutex<[CaseID]>([])

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
        seed: UInt64, store: any CaseStore, keys: LedgerKeys, lossPercent: UInt64, clocks: ClockScript = .right,
        replicaStore: (String) throws -> (any ReplicaStore, String?)
    ) async throws {
        self.store = store
        random = SeededReplicaRandom(seed: seed)
        // Its own, so that what people do does not depend on how many requests there were.
        let losses = SeededReplicaRandom(seed: seed &+ 77)
        core = ServerCore(
            store: store, keys: keys, clock: clock, random: SeededRandom(seed: seed &+ 1),
            log: Logger(label: "simulation", factory: { _ in SwiftLogNoOpLogHandler() }),
            scryptCost: .fastForTests)
        try await core.prepare()
        // Weeks pass here, and nobody has an authenticator.
        _ = try await core.changeSetting(ChangeSettingRequest(name: "second-factor-days", value: "off"))
        var people: [Person] = []
        for (index, (name, roles)) in Self.cast.enumerated() {
            try await core.addUser(
                AddUserRequest(name: name, roles: roles, organisation: nil, password: "a long password"))
            let (replicaStore, folder) = try replicaStore(name)
            let replica = try Replica(
                store: replicaStore, crypto: SystemReplicaCrypto(),
                clock: ClockOfWorld(clock: clock, script: clocks, device: index),
                random: SeededReplicaRandom(seed: seed &+ UInt64(index) &* 7_919 &+ 13))
            let transport = LoopbackTransport(
                Network(line: CoreLine(core), random: losses, lossPercent: lossPercent).carry)
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

/// How the clocks of devices go.
enum ClockScript: CaseIterable {
    case right
    /// Each is wrong by up to fifty years, another way each day.
    case jumping
    /// Each stands where it once was.
    case standing

    /// What the clock of `device` says when it is `now`.
    func time(of device: Int, at now: Timestamp) -> Timestamp {
        switch self {
        case .right: return now
        case .jumping:
            let day = Int(now.milliseconds / 86_400_000)
            let years = [50, -50, 0, 2, -1, -50, 50][(day &* 5 &+ device &* 3) % 7]
            return Timestamp(milliseconds: now.milliseconds + Int64(years) * 31_557_600_000)
        case .standing: return Timestamp(milliseconds: 1_600_000_000_000 + Int64(device) * 86_400_000_000)
        }
    }
}

/// The world's clock, as a device sees it.
private struct ClockOfWorld: ReplicaClock {
    let clock: ManualClock
    let script: ClockScript
    let device: Int
    func now() -> Timestamp { script.time(of: device, at: clock.now()) }
}

/// Carries requests to the server's core; loses some on the way there and some on the way back.
private struct Network: Sendable {
    let line: CoreLine
    let random: SeededReplicaRandom
    let lossPercent: UInt64

    @Sendable func carry(_ request: TransportRequest) async throws -> TransportReply {
        if isLost() { throw TransportError.unreachable("The request was lost.") }
        let reply = try await line.carry(request)
        if isLost() { throw TransportError.unreachable("The reply was lost.") }
        return reply
    }

    private func isLost() -> Bool { random.next() % 100 < lossPercent }
}
