import CaseProtocol
import ClientCore
import ClientCrypto
import Testing

@Suite struct LeaseTests {
    private static let day: Int64 = 86_400_000
    private let world = TestWorld()

    private func leased() throws -> Replica {
        let replica = try world.replica(in: InMemoryReplicaStore())
        try replica.setLease(true)
        return replica
    }

    private func pass(days: Int64) { world.clock.advance(milliseconds: days * Self.day) }

    @Test func `it ends after thirty days without contact, and a sync begins it anew`() async throws {
        let replica = try leased()
        pass(days: 30)
        try replica.checkLease()
        pass(days: 1)
        #expect(throws: ReplicaFault.self) { try replica.checkLease() }
        #expect(throws: ReplicaFault.self) { try replica.checkLease() }
        try await world.sync(replica)
        try replica.checkLease()
        pass(days: 30)
        try replica.checkLease()
    }

    @Test func `what waits is still there when it ended, and is sent by the next sync`() async throws {
        let replica = try leased()
        try replica.fileSample()
        pass(days: 40)
        #expect(throws: ReplicaFault.self) { try replica.checkLease() }
        let report = try await world.sync(replica)
        #expect(report.pushed == 2)
    }

    @Test func `a clock that is set back gives no day more`() throws {
        let replica = try leased()
        pass(days: 20)
        try replica.checkLease()
        // Every day the clock is put back by a day; the machine runs on.
        for _ in 0..<11 {
            pass(days: 1)
            world.clock.set(Timestamp(milliseconds: world.clock.now().milliseconds - Self.day))
            _ = Result { try replica.checkLease() }
        }
        #expect(throws: ReplicaFault.self) { try replica.checkLease() }
    }

    @Test func `a machine that is switched off in between has its days counted by the wall clock`() throws {
        let replica = try leased()
        pass(days: 31)
        world.clock.restart()
        #expect(throws: ReplicaFault.self) { try replica.checkLease() }
    }

    @Test func `a clock that jumps ahead ends it, setting it back does not begin it again, and a contact does`()
        async throws
    {
        let replica = try leased()
        let start = world.clock.now()
        world.clock.set(Timestamp(milliseconds: start.milliseconds + 400 * Self.day))
        #expect(throws: ReplicaFault.self) { try replica.checkLease() }
        world.clock.set(start)
        #expect(throws: ReplicaFault.self) { try replica.checkLease() }
        try await world.sync(replica)
        try replica.checkLease()
    }

    @Test func `a plain replica has none`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        pass(days: 4_000)
        try replica.checkLease()
    }
}
