import CaseProtocol
import ClientCore
import Testing
import Workflow

/// A device whose disk fills up: what comes stops first, and what people do goes on.
@Suite struct RoomTests {
    private let world = TestWorld()
    private let short = Replica.intakeRoomBytesMin - 1

    private func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch ReplicaFault.noRoom(let sentence) {
            return sentence
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    private var decided: Int { world.server.change { $0.decidedCount } }

    private func pulls() throws -> [PullRequest] {
        try world.server.change { state in
            try state.requests.filter { $0.path == Endpoint.pull }
                .map { try CanonicalJSON.decode(PullRequest.self, from: $0.body ?? []) }
        }
    }

    private func fill(_ count: Int) {
        world.server.change { state in
            state.linesPerPage = 1
            for number in 1...count { state.put(.header(.sample(number))) }
        }
    }

    @Test func `nothing is fetched, what waits is sent, and people go on filing`() async throws {
        let store = InMemoryReplicaStore()
        let replica = try world.replica(in: store)
        fill(3)
        store.setRoomBytes(short)
        let filed = try replica.fileSample()
        let text = await refusal { try await world.sync(replica) }
        #expect(text?.contains("15 MB free") == true && text?.contains("16 MB must be") == true, "\(text ?? "")")
        #expect(text?.contains("Nothing is lost") == true && text?.contains("Make room on the disk") == true)
        #expect(try pulls().isEmpty, "not a byte for what cannot be kept")
        #expect(decided == 2, "the filing is at the server")
        try replica.fileSample("And another one")
        #expect(try replica.meta().stagedCursor == nil)

        store.setRoomBytes(Replica.intakeRoomBytesMin)
        let report = try await world.sync(replica)
        #expect(report.complete)
        #expect(try replica.pendingCount == 0)
        #expect(try replica.cases().contains { $0.caseID == filed.caseID })
    }

    @Test func `a round goes on where it stopped, and a complete one waits for its flip`() async throws {
        let store = InMemoryReplicaStore()
        let replica = try world.replica(in: store)
        fill(4)
        let engine = SyncEngine(replica: replica, transport: world.server.transport)
        var pages = 0
        let text = await refusal {
            _ = try await engine.sync { _ in
                pages += 1
                if pages == 2 { store.setRoomBytes(short) }
            }
        }
        #expect(text != nil)
        #expect(pages == 2)
        let staged = try replica.meta().stagedCursor
        #expect(staged != nil)
        #expect(try replica.cases().isEmpty)
        // Filed while nothing more comes in; sent all the same.
        try replica.fileSample()
        #expect(await refusal { try await world.sync(replica) } != nil)
        #expect(decided == 2)
        #expect(try replica.meta().stagedCursor == staged)

        store.setRoomBytes(nil)
        let report = try await world.sync(replica)
        #expect(report.complete)
        #expect(try pulls().count { $0.cursor == nil } == 1, "the first two pages are not fetched again")
        // The round that was staged began before the filing was sent: its outcome comes with the next.
        _ = try await world.sync(replica)
        #expect(try replica.pendingCount == 0)
    }

    @Test func `a full disk ends no loop`() {
        var loop = SyncLoop(random: SeededReplicaRandom(seed: 3))
        _ = loop.step(.begun)
        guard case .sleep = loop.step(.failed(ReplicaFault.noRoom("full"), gotSomething: false)) else {
            Issue.record("it stopped")
            return
        }
        #expect(loop.step(.slept) == .sync)
        #expect(loop.step(.failed(ReplicaFault.damaged("bad"), gotSomething: false)) == .stop)
    }
}
