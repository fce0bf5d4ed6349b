import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Logging
import Server
import Workflow

/// A server with four people and their devices, and a few cases between them: made once in a process, the same each time
/// but for tokens and keys, and copied for each input.
struct Scene: Sendable {
    let store: InMemoryCaseStore
    let keys: LedgerKeys
    let bundleKeys: BundleKeys
    let epoch: String
    /// A trader and three officers: ``Scene/cast``.
    let people: [Person]

    struct Person: Sendable {
        let signedIn: SignedIn
        let token: String
        /// As of the last sync.
        let device: InMemoryReplicaStore
    }

    static let cast: [(name: String, role: String)] = [
        ("amina", "complainant:KE"), ("kamau", "focalPoint:KE"), ("nakato", "focalPoint:UG"),
        ("achieng", "recOfficer:EAC"),
    ]
    static let password = "a long password"
    static let adminToken = "the administrator"
    /// A Monday.
    static let start = Timestamp(milliseconds: 1_795_500_000_000)

    private static let made = Task { try await make() }
    /// The scene of this process.
    static var shared: Scene { get async throws { try await made.value } }

    /// A server with what is in the scene, of its own.
    ///
    /// - Parameter store: `nil` for a copy of the scene's.
    func server(_ store: InMemoryCaseStore? = nil) -> ServerCore {
        Self.server(store ?? self.store.copy(), keys, bundleKeys, seed: 99)
    }

    /// The device of a person as it was after the last sync, of its own.
    func device(of person: Int) throws -> Replica { try Self.device(people[person].device.copy(), seed: 990) }

    private static func server(
        _ store: InMemoryCaseStore, _ keys: LedgerKeys, _ bundleKeys: BundleKeys, seed: UInt64
    ) -> ServerCore {
        ServerCore(
            store: store, keys: keys, bundleKeys: bundleKeys, clock: ManualClock(start),
            random: SeededRandom(seed: seed), log: Logger(label: "fuzz", factory: { _ in SwiftLogNoOpLogHandler() }),
            scryptCost: .fastForTests)
    }

    private static func device(_ store: InMemoryReplicaStore, seed: UInt64) throws -> Replica {
        try Replica(
            store: store, crypto: SystemReplicaCrypto(), clock: ManualReplicaClock(start),
            random: SeededReplicaRandom(seed: seed))
    }

    private static func make() async throws -> Scene {
        let keys = try LedgerKeys.random()
        let store = InMemoryCaseStore(keys: keys)
        let bundleKeys = try BundleKeys.random()
        let core = server(store, keys, bundleKeys, seed: 1)
        var people: [Person] = []
        for (index, (name, role)) in cast.enumerated() {
            try await core.addUser(
                AddUserRequest(name: name, roles: [role], organisation: nil, password: password))
            let device = InMemoryReplicaStore()
            let replica = try Self.device(device, seed: 10 + UInt64(index))
            let reply = try await core.login(
                try replica.loginRequest(user: name, password: password, code: nil), from: nil)
            try replica.signIn(reply, server: "scene")
            people.append(
                Person(signedIn: try await core.authenticate(reply.token), token: reply.token, device: device))
        }
        let scene = Scene(
            store: store, keys: keys, bundleKeys: bundleKeys, epoch: try await core.hello().epoch, people: people)
        try await scene.play(on: core)
        return scene
    }

    /// Two complaints and an enquiry; the first complaint goes on a little.
    private func play(on core: ServerCore) async throws {
        let trader = try Self.device(people[0].device, seed: 20)
        for country in ["UG", "TZ"] {
            let filed = try trader.file(
                procedure: "ntb.tripartite",
                fields: [
                    "ntbCategory": "2.8", "locationCountry": .string(country), "place": "Malaba",
                    "incidentOn": "2026-11-01", "description": "Milk is tested twice.", "contact": "+254 700 000 001",
                ])
            _ = try trader.act(on: filed.caseID, "submit")
            _ = try trader.note(on: filed.caseID, "The trucks wait.", confidentiality: .parties)
        }
        for person in [0, 1, 2, 3] { try await sync(person, with: core) }
        let officer = try Self.device(people[1].device, seed: 21)
        for header in try officer.cases().prefix(1) {
            for move in try officer.moves(on: header.caseID) where move.requires.isEmpty {
                _ = try? officer.act(on: header.caseID, move.action)
                break
            }
            _ = try? officer.note(on: header.caseID, "We look into it.", confidentiality: .internal)
        }
        for person in [1, 0, 2, 3] { try await sync(person, with: core) }
    }

    private func sync(_ person: Int, with core: ServerCore) async throws {
        let replica = try Self.device(people[person].device, seed: 30 + UInt64(person))
        _ = try await SyncEngine(replica: replica, transport: transport(of: person, to: core)).sync()
    }
}
