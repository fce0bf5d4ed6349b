import CaseProtocol
import ClientCrypto
import ClientSQLite
import Foundation
import Testing
import Workflow

@testable import ClientCore

/// What a person may see no longer is gone from the files, not only from sight.
@Suite struct PurgeTests {
    private let world = TestWorld()
    private let caseID = CaseID.sample(1)
    private static let canary = "quokkacanary"

    private func filesHoldingCanary(_ folder: String) throws -> [String] {
        let needle = Data(Self.canary.utf8)
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { file in
            try Data(contentsOf: URL(filePath: folder).appending(path: file)).range(of: needle) != nil
        }.sorted()
    }

    /// A replica with the secret in its rows, its index and a staged page that was since flipped, among much else.
    private func holding(_ store: any ReplicaStore, _ secret: Row) async throws -> Replica {
        world.server.put(.header(caseID), secret)
        for number in 100..<200 { world.server.put(.note(.sample(number), on: caseID, "ordinary words \(number)")) }
        let replica = try world.replica(in: store)
        try await world.sync(replica)
        return replica
    }

    private let secret = Row.note(
        .sample(10), on: .sample(1), "the \(canary) was paid", .confidential, holder: "party-1")

    @Test func `the canary can be seen in the files while it is theirs to see`() async throws {
        try await withTemporaryFolder { folder in
            _ = try await holding(try SQLiteReplicaStore.open(folder: folder), secret)
            #expect(try !filesHoldingCanary(folder).isEmpty)
        }
    }

    @Test func `after a leave no file holds a byte of the compartment`() async throws {
        try await withTemporaryFolder { folder in
            let replica = try await holding(try SQLiteReplicaStore.open(folder: folder), secret)
            world.server.change { $0.hide(secret.compartment) }
            try await world.sync(replica)
            #expect(try filesHoldingCanary(folder) == [])
            #expect(try replica.search(Self.canary) == [])
            #expect(try replica.search("ordinary") == [caseID])
        }
    }

    @Test func `after a row is gone no file holds a byte of it`() async throws {
        try await withTemporaryFolder { folder in
            let replica = try await holding(try SQLiteReplicaStore.open(folder: folder), secret)
            world.server.change { $0.remove(secret.id) }
            try await world.sync(replica)
            #expect(try filesHoldingCanary(folder) == [])
        }
    }

    @Test func `a full round purges what it does not send from the files too`() async throws {
        try await withTemporaryFolder { folder in
            let replica = try await holding(try SQLiteReplicaStore.open(folder: folder), secret)
            world.server.change { state in
                state.hide(secret.compartment)
                state.epoch = "epoch-2"
            }
            try await world.sync(replica)
            #expect(try filesHoldingCanary(folder) == [])
            #expect(try replica.effectiveBytes() == world.server.bytes())
        }
    }

    @Test func `a compartment that a repair brings anew leaves nothing of what was held of it`() async throws {
        try await withTemporaryFolder { folder in
            let replica = try await holding(try SQLiteReplicaStore.open(folder: folder), secret)
            let lines: [PullLine] = [
                .enter(secret.compartment, audiences: []),
                .end(PullTrailer(next: "later", complete: true, count: 1, last: 0, out: [], asOf: .start)),
            ]
            let bytes = try lines.flatMap { try $0.wireBytes() + [UInt8(ascii: "\n")] }
            try replica.stage(try #require(PullPage(parsing: bytes)))
            var report = SyncReport()
            try replica.flip(into: &report)
            #expect(try replica.row(secret.id) == nil)
            #expect(try filesHoldingCanary(folder) == [])
        }
    }

    /// How pages that wait for the rest of their round come to be shown never.
    enum Drop: CaseIterable {
        case otherHistory, newIdentity, repair

        func happens(to replica: Replica) throws {
            switch self {
            case .otherHistory: try replica.dropCursor()
            case .newIdentity: try replica.renewIdentity()
            case .repair: try replica.begin(RepairPlan(next: "", again: [], isLarge: false, isResync: false))
            }
        }
    }

    /// A server that was put back may not know any more what it had begun to send: seed 260159 of the simulation.
    @Test(arguments: Drop.allCases)
    func `what waited for the rest of its round and was never shown is gone after the next one`(drop: Drop)
        async throws
    {
        try await withTemporaryFolder { folder in
            // Nothing is held that a full round could take away, and be wiped for.
            let replica = try world.replica(in: try SQLiteReplicaStore.open(folder: folder))
            try await world.sync(replica)
            let lines: [PullLine] = [
                .row(secret),
                .end(PullTrailer(next: "later", complete: false, count: 1, last: 0, out: [], asOf: .start)),
            ]
            let bytes = try lines.flatMap { try $0.wireBytes() + [UInt8(ascii: "\n")] }
            try replica.stage(try #require(PullPage(parsing: bytes)))
            #expect(try !filesHoldingCanary(folder).isEmpty)
            try drop.happens(to: replica)
            try await world.sync(replica)
            #expect(try filesHoldingCanary(folder) == [])
            #expect(try replica.effectiveBytes() == world.server.bytes())
        }
    }

    /// What somebody wrote, and may not see any more, is theirs as long as the archive keeps it: seeds 244488 and 277998 of the
    /// simulation.
    @Test func `what the archive lets go of is gone from the files as well`() async throws {
        try await withTemporaryFolder { folder in
            let replica = try world.replica(in: try SQLiteReplicaStore.open(folder: folder))
            try replica.fileSample("the \(Self.canary) was paid")
            try await world.sync(replica)
            world.server.change { state in
                for compartment in Set(state.rows.values.map(\.compartment)).sorted() { state.hide(compartment) }
            }
            try await world.sync(replica)
            #expect(try replica.effectiveBytes().isEmpty)
            #expect(try !filesHoldingCanary(folder).isEmpty)
            world.clock.advance(milliseconds: (Archive.days + 1) * 86_400_000)
            world.server.put(.header(.sample(2)))
            try await world.sync(replica)
            #expect(try replica.outbox().isEmpty)
            #expect(try filesHoldingCanary(folder) == [])
        }
    }

    @Test(arguments: [false, true])
    func `what was discarded is gone from the files, although power or room failed before it was wiped`(isFull: Bool)
        async throws
    {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            let replica = try world.replica(in: store)
            try replica.fileSample("the \(Self.canary) was paid")
            var entry = try #require(try replica.outbox().last)
            entry.state = .attention
            entry.outcome = .rejected(Problem(.notFound, "gone"))
            try store.write { [entry] transaction in
                try transaction.put(entry)
                let predicted = try transaction.rowIDs(in: .predicted)
                try transaction.removeRows(in: .predicted)
                for id in predicted { try transaction.reindex(id) }
            }
            try store.scrub()
            #expect(try !filesHoldingCanary(folder).isEmpty)
            let error: any Error = isFull ? ReplicaFault.noRoom("full") : PowerCut()
            let failing = FailingStore(store, at: 2, .before, with: error)
            let cut = try world.replica(in: failing)
            if isFull {
                #expect(try cut.discard(entry.mid) == false)
            } else {
                #expect(throws: PowerCut.self) { try cut.discard(entry.mid) }
            }
            #expect(failing.hasFailed)
            #expect(try !filesHoldingCanary(folder).isEmpty)
            _ = try world.replica(in: store)
            #expect(try filesHoldingCanary(folder) == [])
        }
    }

    @Test func `a wipe that the power cut short is made up for`() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            _ = try await holding(store, secret)
            world.server.change { $0.hide(secret.compartment) }
            // The flip is durable, the scrub that follows it never runs.
            let cut = try world.replica(in: FailingStore(store, at: 4, .before))
            await #expect(throws: PowerCut.self) { try await world.sync(cut) }
            #expect(try !filesHoldingCanary(folder).isEmpty)
            #expect(try world.replica(in: store).row(secret.id) == nil)
            #expect(try filesHoldingCanary(folder) == [])
        }
    }

    @Test func `a disk without room for the wipe keeps nobody from opening the replica, and the wipe stays due`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            _ = try await holding(store, secret)
            world.server.change { $0.hide(secret.compartment) }
            let cut = try world.replica(in: FailingStore(store, at: 4, .before))
            await #expect(throws: PowerCut.self) { try await world.sync(cut) }
            // The first thing that opening writes is the wipe.
            let full = FailingStore(store, at: 1, .before)
            _ = try Replica(store: full, crypto: SystemReplicaCrypto(), clock: world.clock)
            #expect(full.hasFailed)
            #expect(try !filesHoldingCanary(folder).isEmpty)
            #expect(try world.replica(in: store).meta().isScrubDue == false)
            #expect(try filesHoldingCanary(folder) == [])
        }
    }
}
