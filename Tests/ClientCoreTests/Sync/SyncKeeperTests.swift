import CaseProtocol
import ClientCore
import ClientSQLite
import Synchronization
import Testing

/// Staying in step with a server without keeping others off the replica.
@Suite struct SyncKeeperTests {
    /// Somebody else's work, once; the second time everything ends.
    private final class OtherVerb: LocalWork {
        private let work: @Sendable () throws -> Void
        private let count = Mutex(0)

        init(_ work: @escaping @Sendable () throws -> Void) { self.work = work }

        func arrival() async throws {
            let isFirst = count.withLock { count in
                count += 1
                return count == 1
            }
            guard isFirst else { throw CancellationError() }
            try work()
        }
    }

    /// Notes how long it was asked to sleep, and does something meanwhile.
    private final class Sleeps: Sleeper {
        let all = Mutex<[Int]>([])
        private let body: @Sendable (Int) throws -> Void

        init(_ body: @escaping @Sendable (Int) throws -> Void = { _ in }) { self.body = body }

        func sleep(milliseconds: Int) async throws {
            let count = all.withLock { all in
                all.append(milliseconds)
                return all.count
            }
            try body(count)
        }
    }

    /// The server of `world`, which never has news.
    private static func transport(of world: TestWorld) -> LoopbackTransport {
        let server = world.server.transport
        return LoopbackTransport { request in
            if request.path.hasPrefix(Endpoint.news) { try await NoLocalWork().arrival() }
            return try await server.carry(request)
        }
    }

    /// Opens the replica in `folder`, and does not wait for whoever holds it.
    private static func opener(_ world: TestWorld, _ folder: String) -> @Sendable () throws -> Replica {
        let count = Mutex<UInt64>(0)
        return {
            // Each opening draws other ids, as it does in earnest.
            let seed = count.withLock { count in
                count += 1
                return count
            }
            return try world.replica(
                in: try SQLiteReplicaStore.open(folder: folder, patienceMilliseconds: 0), seed: seed)
        }
    }

    @Test func `the replica is free while it waits, and what others put into the outbox goes at once`() async throws {
        try await withTemporaryFolder { folder in
            let world = TestWorld()
            let open = Self.opener(world, folder)
            let keeper = SyncKeeper(
                open, transport: Self.transport(of: world), localWork: OtherVerb { try open().fileSample() },
                sleeper: Sleeps())
            await #expect(throws: CancellationError.self) { try await keeper.run { _ in } }
            let outbox = try open().outbox()
            #expect(outbox.map(\.state) == [.settled, .settled])
        }
    }

    @Test func `the replica is free between two pieces of what comes after a sync`() async throws {
        try await withTemporaryFolder { folder in
            let world = TestWorld()
            let open = Self.opener(world, folder)
            let sleeps = Sleeps { count in
                try open().fileSample()
                if count == 2 { throw CancellationError() }
            }
            let keeper = SyncKeeper(open, transport: Self.transport(of: world), sleeper: sleeps)
            var seen: [Int] = []
            await #expect(throws: CancellationError.self) {
                try await keeper.run { _ in
                } afterwards: {
                    seen.append(try $0.pendingCount)
                    return true
                }
            }
            #expect(seen == [0, 2])
            let replica = try open()
            #expect(try replica.pendingCount == 4)
        }
    }

    @Test func `while somebody else holds the replica it waits, and asks the server nothing`() async throws {
        try await withTemporaryFolder { folder in
            let world = TestWorld()
            let open = Self.opener(world, folder)
            let holder = try open()
            let sleeps = Sleeps { if $0 == 3 { throw CancellationError() } }
            let keeper = SyncKeeper(open, transport: Self.transport(of: world), sleeper: sleeps)
            await #expect(throws: CancellationError.self) { try await keeper.run { _ in } }
            #expect(sleeps.all.withLock { $0 } == [1_000, 1_000, 1_000])
            #expect(world.server.change { $0.requests.isEmpty })
            #expect(try holder.signedIn != nil)
        }
    }

    @Test func `looking for work passes over a replica that is held, and ends with the first command`() async throws {
        let world = TestWorld()
        let replica = try world.replica(in: InMemoryReplicaStore())
        let sleeps = Sleeps { if $0 == 3 { try replica.fileSample() } }
        let looks = Mutex(0)
        let work = PolledLocalWork(
            {
                let count = looks.withLock { looks in
                    looks += 1
                    return looks
                }
                if count == 2 { throw ReplicaFault.inUse("Held.") }
                return replica
            }, sleeper: sleeps)
        try await work.arrival()
        #expect(sleeps.all.withLock { $0 } == [3_000, 3_000, 3_000])
        #expect(looks.withLock { $0 } == 3)
    }

    @Test func `a command that the server deferred is no new work`() async throws {
        let world = TestWorld()
        let replica = try world.replica(in: InMemoryReplicaStore())
        #expect(try !replica.hasUnsentCommands)
        try replica.fileSample()
        #expect(try replica.hasUnsentCommands)
        _ = try replica.nextPush(from: nil, limits: .standard)
        #expect(try !replica.hasUnsentCommands && replica.pendingCount == 2)
    }
}
