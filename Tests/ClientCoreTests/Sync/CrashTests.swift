import CaseProtocol
import ClientCore
import Testing
import Workflow

/// The power goes at every write in turn, before it is durable and after.
@Suite struct CrashTests {
    /// What a person got to do before the power went: texts of notes whose making was acknowledged, and of those that
    /// were being made.
    private final class Diary {
        var acknowledged: Set<String> = []
        var attempted: Set<String> = []
    }

    /// A day's work. Each step that the power cut short is tried again by whoever opens the replica next.
    private func story(_ world: TestWorld, _ replica: Replica, _ diary: Diary) async throws {
        func note(_ text: String, on caseID: CaseID) throws {
            guard diary.attempted.insert(text).inserted else { return }
            try replica.note(on: caseID, text, confidentiality: .parties)
            diary.acknowledged.insert(text)
        }
        let known = try replica.cases().first { $0.label != nil }?.caseID
        let caseID = try known ?? replica.fileSample("the only filing").caseID
        try note("offline one", on: caseID)
        try note("offline two", on: caseID)
        try await world.sync(replica)
        world.server.change { state in
            guard state.visibleRows[.sample(60)] == nil else { return }
            state.put(.note(.sample(60), on: caseID, "theirs"))
            state.put(.note(.sample(61), on: caseID, "secret", .internal, holder: "KE"))
        }
        try note("offline three", on: caseID)
        try await world.sync(replica)
        world.server.change { $0.hide(Compartment(caseID: caseID, .internal, holder: "KE")) }
        try await world.sync(replica)
    }

    private func world() -> TestWorld {
        let world = TestWorld()
        world.server.change { $0.linesPerPage = 3 }
        return world
    }

    @Test(arguments: StoreKind.allCases, FailingStore.Moment.allCases)
    func `nothing acknowledged is lost and nothing happens twice`(kind: StoreKind, moment: FailingStore.Moment)
        async throws
    {
        for write in 1...200 {
            let world = world()
            let wasReached = try await kind.withStore { store in
                let diary = Diary()
                let failing = FailingStore(store, at: write, moment)
                do {
                    try await story(world, try world.replica(in: failing), diary)
                } catch is PowerCut {}
                // The next opening finishes the day.
                let replica = try world.replica(in: store, seed: 2)
                try await story(world, replica, diary)
                let texts = try replica.rows(ofKind: .note).compactMap { $0["text"]?.string }
                #expect(diary.acknowledged.isSubset(of: texts), "write \(write)")
                #expect(Set(texts).count == texts.count, "write \(write)")
                #expect(try replica.cases().count == 1, "write \(write)")
                #expect(try replica.pendingCount == 0, "write \(write)")
                #expect(try replica.outbox().allSatisfy { $0.state == .settled }, "write \(write)")
                #expect(try replica.effectiveBytes() == world.server.bytes(), "write \(write)")
                #expect(try replica.search("secret").isEmpty, "write \(write)")
                return failing.hasFailed
            }
            if !wasReached {
                #expect(write > 20)
                return
            }
        }
        Issue.record("the story never ran without a power cut")
    }
}
