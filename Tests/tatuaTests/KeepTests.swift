import CaseProtocol
import ClientCore
import Synchronization
import Testing
import Workflow

@testable import tatua

/// `sync --keep`, on virtual time.
@Suite struct KeepTests {
    /// Does something during each wait for the next sync, and ends when there is nothing more to do.
    private final class Waits: Sleeper {
        private let works: Mutex<[@Sendable () async throws -> Void]>

        init(_ works: [@Sendable () async throws -> Void]) { self.works = Mutex(works) }

        func sleep(milliseconds: Int) async throws {
            switch milliseconds {
            case SyncLoop.pollMilliseconds:
                let next = works.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                guard let next else { throw CancellationError() }
                try await next()
            // Between two pieces of one round.
            case ..<SyncLoop.newsPauseMilliseconds: break
            // Looking for work takes no part here.
            default: try await NoLocalWork().arrival()
            }
        }
    }

    @Test func `a file that is attached meanwhile is sent`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        try await stage.run("amina", Stage.filing)
        let label = try #require(try stage.replica("amina").cases().first?.label)
        let terminal = FakeTerminal()
        var world = try stage.world("amina", terminal)
        let other = world
        world.sleeper = Waits([{ _ = await Program.run(["attach", label, "diary.txt"], in: other) }])
        _ = await Program.run(["sync", "--keep"], in: world)
        #expect(Array(stage.blobs.held.values) == [stage.files["diary.txt"]])
        #expect(stage.shelf("amina").uploadsDue() == [])
        #expect(
            terminal.lines == [
                "Sent 2 changes; received 7 rows of 1 case.", "Sent 1 change; received 8 rows of 1 case.",
                "Sent 1 file, received 0 files (30 B).",
            ])
    }
}
