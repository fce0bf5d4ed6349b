import CaseProtocol
import ClientCore
import ClientSQLite
import Foundation
import Testing
import Workflow

/// Databases that were restored or cloned.
@Suite struct IdentityTests {
    private let world = TestWorld()

    @Test(arguments: StoreKind.allCases)
    func `a replica keeps its id and code from one opening to the next`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let first = try world.replica(in: store)
            let id = try first.id
            #expect(try store.witness() == id)
            let second = try world.replica(in: store, seed: 2)
            #expect(try second.id == id)
            #expect(try second.meta().code.count == 4)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a restored database gets a new id and numbers what is pending anew, under the old command ids`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            let caseID = try replica.fileSample().caseID
            try await world.sync(replica)
            try replica.note(on: caseID, "one", confidentiality: .parties)
            try replica.perform(all: [
                .addNote(NoteAdd(caseID: caseID, note: .sample(50), text: "two", confidentiality: .parties)),
                .addNote(NoteAdd(caseID: caseID, note: .sample(51), text: "three", confidentiality: .parties)),
            ])
            let pending = try replica.outbox().filter(\.isPending)
            #expect(pending.map(\.envelope.n) == [3, 4, 5])
            // The file beside the database is from another time than the database.
            try store.setWitness(.sample(999))
            let restored = try world.replica(in: store, seed: 2)
            #expect(try restored.id != pending[0].replica)
            #expect(try store.witness() == restored.id)
            let requeued = try restored.outbox().filter(\.isPending)
            #expect(requeued.map(\.mid) == pending.map(\.mid))
            #expect(requeued.map(\.envelope.n) == [1, 2, 3])
            #expect(requeued.map(\.envelope.after) == [nil, nil, [2]])
            let kept = try restored.meta()
            #expect(kept.cursor != nil && kept.stagedCursor == nil && kept.acked == 0)
            let report = try await world.sync(restored)
            #expect(report.outcomes.map(\.state) == [.settled, .settled, .settled])
            #expect(try restored.effectiveBytes() == world.server.bytes())
        }
    }

    @Test func `an older copy of the database that was put back does not lose later commands`() async throws {
        try await withTemporaryFolder { base in
            let caseID: CaseID
            do {
                let replica = try world.replica(in: try SQLiteReplicaStore.open(folder: base + "/live"))
                caseID = try replica.fileSample().caseID
                try await world.sync(replica)
            }
            // The whole folder, file beside the database included: only the server can tell.
            try FileManager.default.copyItem(atPath: base + "/live", toPath: base + "/backup")
            do {
                let replica = try world.replica(in: try SQLiteReplicaStore.open(folder: base + "/live"), seed: 2)
                try replica.note(on: caseID, "before the crash", confidentiality: .parties)
                try await world.sync(replica)
            }
            let restored = try world.replica(in: try SQLiteReplicaStore.open(folder: base + "/backup"), seed: 3)
            let id = try restored.id
            try restored.note(on: caseID, "after the crash", confidentiality: .parties)
            // The number is taken by the other command: the first sync says so and takes a new id.
            let problem = await #expect(throws: Problem.self) { try await world.sync(restored) }
            #expect(problem?.code == .mutationMismatch)
            #expect(try restored.id != id)
            try await world.sync(restored)
            #expect(try restored.pendingCount == 0)
            #expect(try restored.search("crash") == [caseID])
            let texts = try restored.rows(ofKind: .note).compactMap { $0["text"]?.string }.sorted()
            #expect(texts == ["after the crash", "before the crash"])
        }
    }

    @Test func `a copy that made nothing itself finds out by pull`() async throws {
        try await withTemporaryFolder { base in
            let caseID: CaseID
            do {
                let replica = try world.replica(in: try SQLiteReplicaStore.open(folder: base + "/live"))
                caseID = try replica.fileSample().caseID
                try await world.sync(replica)
            }
            try FileManager.default.copyItem(atPath: base + "/live", toPath: base + "/copy")
            let live = try world.replica(in: try SQLiteReplicaStore.open(folder: base + "/live"), seed: 2)
            try live.note(on: caseID, "live", confidentiality: .parties)
            try await world.sync(live)
            let copy = try world.replica(in: try SQLiteReplicaStore.open(folder: base + "/copy"), seed: 3)
            let report = try await world.sync(copy)
            #expect(report.renewedIdentity)
            #expect(try copy.id != live.id)
            try copy.note(on: caseID, "copy", confidentiality: .parties)
            try await world.sync(copy)
            try await world.sync(live)
            #expect(try copy.effectiveBytes() == live.effectiveBytes())
            #expect(try live.rows(ofKind: .note).count == 2)
        }
    }
}
