import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Logging
import Server
import Synchronization
import Testing
import Workflow

/// A server that is put back to an earlier day gets again what people did since, each thing once.
@Suite struct RestoreTests {
    /// A server that can be put back.
    private final class Place: Sendable {
        let keys: LedgerKeys
        let clock = ManualClock(Timestamp(milliseconds: 1_795_240_800_000))
        private let running: Mutex<(store: InMemoryCaseStore, core: ServerCore)>
        private let seed = Mutex<UInt64>(7)

        init() async throws {
            keys = try LedgerKeys.random()
            let store = InMemoryCaseStore(keys: keys)
            running = Mutex((store, Self.core(store, keys, clock, seed: 7)))
            try await core.prepare()
        }

        var core: ServerCore { running.withLock { $0.core } }
        var store: InMemoryCaseStore { running.withLock { $0.store } }

        private static func core(
            _ store: InMemoryCaseStore, _ keys: LedgerKeys, _ clock: ManualClock, seed: UInt64
        ) -> ServerCore {
            ServerCore(
                store: store, keys: keys, clock: clock, random: SeededRandom(seed: seed),
                log: Logger(label: "restore", factory: { _ in SwiftLogNoOpLogHandler() }), scryptCost: .fastForTests)
        }

        /// Goes on with what `backup` holds.
        func restore(_ backup: InMemoryCaseStore) {
            let next = seed.withLock { seed in
                seed += 1
                return seed
            }
            running.withLock { $0 = (backup, Self.core(backup, keys, clock, seed: next)) }
        }
    }

    private struct Device {
        let replica: Replica
        let engine: SyncEngine
        let store: InMemoryReplicaStore

        init(_ name: String, seed: UInt64, at place: Place) async throws {
            try await place.core.addUser(
                AddUserRequest(name: name, roles: ["complainant:KE"], organisation: nil, password: "a long password"))
            (store, replica, engine) = try Self.started(InMemoryReplicaStore(), seed: seed, at: place)
            let login = LoginRequest(user: name, password: "a long password", code: nil, replica: try replica.id)
            try replica.signIn(try await place.core.login(login, from: nil), server: "loopback")
        }

        /// The same device's folder, copied with the note beside it: nobody can tell the two apart.
        init(copyOf other: Device, seed: UInt64, at place: Place) throws {
            (store, replica, engine) = try Self.started(other.store.copy(), seed: seed, at: place)
        }

        private static func started(
            _ store: InMemoryReplicaStore, seed: UInt64, at place: Place
        ) throws -> (InMemoryReplicaStore, Replica, SyncEngine) {
            let replica = try Replica(
                store: store, crypto: SystemReplicaCrypto(), clock: ManualReplicaClock(place.clock.now()),
                random: SeededReplicaRandom(seed: seed))
            return (store, replica, SyncEngine(replica: replica, transport: CoreLine { place.core }.transport))
        }

        func file(_ text: String) throws -> CaseID {
            let opened = try replica.file(
                procedure: "ntb.tripartite", action: "open",
                fields: [
                    "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba", "incidentOn": "2026-11-01",
                    "description": .string(text), "contact": "+254 700 000 000",
                ], then: [("submit", [:])])
            return opened.caseID
        }
    }

    private static func description(_ caseID: CaseID, at place: Place) async throws -> String? {
        try await place.store.read { try $0.row(RowID(caseID))?["description"]?.string }
    }

    /// How many commands the store decided for a command id that a device used.
    private static func commit(_ entry: OutboxEntry, at place: Place) async throws -> CommandRecord? {
        try await place.store.read { try $0.command(entry.mid) }
    }

    @Test
    func `a device that took a new id before it met the server that was put back in silence gives back all the same`()
        async throws
    {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        _ = try amina.file("Before the backup.")
        _ = try await amina.engine.sync()
        let backup = place.store.copy()
        let late = try amina.file("After the backup.")
        _ = try await amina.engine.sync()
        #expect(try amina.replica.pendingCount == 0)

        place.restore(backup)
        // As after its own folder was put back, or copied.
        try amina.replica.renewIdentity()
        for _ in 0..<3 { _ = try await amina.engine.sync() }
        #expect(try amina.replica.pendingCount == 0)
        #expect(try await Self.description(late, at: place) == "After the backup.")
    }

    @Test(arguments: [true, false])
    func `one sync gives back what was settled after the backup`(isRenamed: Bool) async throws {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        let early = try amina.file("Before the backup.")
        _ = try await amina.engine.sync()
        let backup = place.store.copy()
        let late = try amina.file("After the backup.")
        _ = try await amina.engine.sync()
        #expect(try amina.replica.pendingCount == 0)

        place.restore(backup)
        if isRenamed { try await place.core.rotateEpoch() }
        #expect(try await Self.description(late, at: place) == nil)
        let unsent = try amina.file("Never sent before.")
        let report = try await amina.engine.sync()
        #expect(report.complete)
        if try amina.replica.pendingCount > 0 { _ = try await amina.engine.sync() }
        #expect(try amina.replica.pendingCount == 0)
        #expect(try await Self.description(early, at: place) == "Before the backup.")
        #expect(try await Self.description(late, at: place) == "After the backup.")
        #expect(try await Self.description(unsent, at: place) == "Never sent before.")
        // Three filings of two commands each, each once.
        let replica = try amina.replica.id
        #expect(try await place.store.read { try $0.replica(replica)?.last } == 6)
    }

    @Test
    func `a server put back without a new name gives itself one, though others' work has passed its old end since`()
        async throws
    {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        let kamau = try await Device("kamau", seed: 2, at: place)
        _ = try amina.file("Before the backup.")
        for device in [amina, kamau] { _ = try await device.engine.sync() }
        let backup = place.store.copy()
        let late = try amina.file("After the backup.")
        _ = try await amina.engine.sync()
        let (end, epoch) = (try await place.store.read { try $0.head() }, try await place.core.hello().epoch)

        place.restore(backup)
        let others = try (1...3).map { try kamau.file("Kamau's \($0).") }
        _ = try await kamau.engine.sync()
        // Nothing shows the number of amina's last commit to be from another history.
        #expect(try await place.store.read { try $0.head() } > end)
        #expect(try await place.core.hello().epoch == epoch)
        for _ in 0..<2 { _ = try await amina.engine.sync() }
        #expect(try await place.core.hello().epoch != epoch)
        #expect(try amina.replica.pendingCount == 0)
        #expect(try await Self.description(late, at: place) == "After the backup.")
        _ = try await kamau.engine.sync()
        #expect(try kamau.replica.pendingCount == 0)
        for (index, other) in others.enumerated() {
            #expect(try await Self.description(other, at: place) == "Kamau's \(index + 1).")
        }
    }

    @Test func `what an earlier incarnation of the replica sent is sent again under its old ids`() async throws {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        _ = try await amina.engine.sync()
        let backup = place.store.copy()
        let first = try amina.file("By the first incarnation.")
        _ = try await amina.engine.sync()
        try amina.replica.renewIdentity()
        let second = try amina.file("By the second.")
        _ = try await amina.engine.sync()
        let mids = try amina.replica.outbox().map(\.mid)

        place.restore(backup)
        try await place.core.rotateEpoch()
        for _ in 0..<2 { _ = try await amina.engine.sync() }
        #expect(try amina.replica.pendingCount == 0)
        #expect(try await Self.description(first, at: place) == "By the first incarnation.")
        #expect(try await Self.description(second, at: place) == "By the second.")
        #expect(try amina.replica.outbox().map(\.mid) == mids)
        for entry in try amina.replica.outbox() {
            #expect(try await Self.commit(entry, at: place)?.outcome == .applied)
        }
    }

    @Test
    func `a replica that takes a new id before the restored server asked for anything sends its archive all the same`()
        async throws
    {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        _ = try await amina.engine.sync()
        let backup = place.store.copy()
        let late = try amina.file("After the backup.")
        _ = try await amina.engine.sync()

        place.restore(backup)
        let epoch = try await place.core.rotateEpoch()
        // It hears of the restore, and the link breaks before anything else is said.
        try amina.replica.adopt(epoch: epoch, droppingCursor: true)
        try amina.replica.renewIdentity()
        for _ in 0..<2 { _ = try await amina.engine.sync() }
        #expect(try amina.replica.pendingCount == 0)
        #expect(try await Self.description(late, at: place) == "After the backup.")
        for entry in try amina.replica.outbox() {
            #expect(try await Self.commit(entry, at: place)?.outcome == .applied)
        }
    }

    @Test(arguments: [true, false])
    func `a copy that used the numbers which a restored server lost makes nobody lose anything`(
        hasUnsent: Bool
    ) async throws {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        _ = try amina.file("Before the backup.")
        _ = try await amina.engine.sync()
        let backup = place.store.copy()
        let copy = try Device(copyOf: amina, seed: 2, at: place)
        #expect(try copy.replica.id == amina.replica.id)
        let late = try amina.file("After the backup.")
        _ = try await amina.engine.sync()
        let other = try copy.file("On the copy.")

        place.restore(backup)
        try await place.core.rotateEpoch()
        // The copy comes first, and what it did stands under the numbers of what the server lost.
        for _ in 0..<2 { _ = try await copy.engine.sync() }
        #expect(try copy.replica.pendingCount == 0)
        let unsent = hasUnsent ? try amina.file("Never sent before.") : nil
        for _ in 0..<3 {
            // That the folder is a copy is said once, as a problem.
            do { _ = try await amina.engine.sync() } catch let problem as Problem {
                #expect(problem.code == .mutationMismatch)
            }
        }
        #expect(try amina.replica.pendingCount == 0)
        #expect(try await Self.description(late, at: place) == "After the backup.")
        #expect(try await Self.description(other, at: place) == "On the copy.")
        if let unsent { #expect(try await Self.description(unsent, at: place) == "Never sent before.") }
        for entry in try amina.replica.outbox() {
            #expect(try await Self.commit(entry, at: place)?.outcome == .applied)
        }
    }

    @Test func `what was settled is kept for ninety days of the server, whatever the device's clock says`() async throws
    {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        _ = try amina.file("An old one.")
        _ = try await amina.engine.sync()
        #expect(try amina.replica.outbox().count == 2)
        place.clock.advance(days: 90)
        _ = try amina.file("Another.")
        _ = try await amina.engine.sync()
        #expect(try amina.replica.outbox().count == 4)
        place.clock.advance(days: 1)
        _ = try await amina.engine.sync()
        #expect(try amina.replica.outbox().count == 2)
    }

    @Test func `what came back and was dealt with is not sent again, and holds up nothing`() async throws {
        let place = try await Place()
        let amina = try await Device("amina", seed: 1, at: place)
        _ = try await amina.engine.sync()
        let backup = place.store.copy()
        let caseID = try amina.file("A case.")
        _ = try await amina.engine.sync()
        try amina.replica.perform(
            .act(
                CaseAct(caseID: caseID, action: "withdraw", from: "submitted", fields: ["reason": "No longer needed."]))
        )
        _ = try await amina.engine.sync()
        // The act is refused: the case has ended. Its author takes it off the list.
        try amina.replica.store.write { transaction in
            let entry = try #require(try transaction.outbox().last)
            var refused = entry
            refused.state = .attention
            refused.outcome = .rejected(Problem(.wrongStage, "It ended."))
            try transaction.put(refused)
        }
        let refused = try #require(try amina.replica.attention().first)
        try amina.replica.close(refused.mid)

        place.restore(backup)
        try await place.core.rotateEpoch()
        for _ in 0..<2 { _ = try await amina.engine.sync() }
        #expect(try amina.replica.pendingCount == 0)
        #expect(try await Self.description(caseID, at: place) == "A case.")
        #expect(try await Self.commit(refused, at: place) == nil)
    }
}
