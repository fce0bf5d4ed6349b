import CaseProtocol
import ClientCore
import Synchronization
import Testing

/// Staying connected, on virtual time.
@Suite struct SyncLoopTests {
    private func loop() -> SyncLoop { SyncLoop(random: SeededReplicaRandom(seed: 3)) }
    private let lost = TransportError.unreachable("no signal")

    @Test func `it syncs, waits for news, and syncs on them`() {
        var loop = loop()
        #expect(loop.step(.begun) == .sync)
        #expect(loop.step(.synced(SyncReport())) == .awaitNews)
        #expect(loop.step(.news(NewsAnswer(isNews: true))) == .sync)
        var report = SyncReport()
        report.rows = 3
        #expect(loop.step(.synced(report)) == .awaitNews)
        #expect(loop.step(.news(NewsAnswer(isNews: false))) == .sleep(milliseconds: 1_000))
        #expect(loop.step(.slept) == .awaitNews)
        #expect(loop.step(.news(NewsAnswer(isNews: false, waitSeconds: 60))) == .sleep(milliseconds: 60_000))
    }

    @Test func `news that bring nothing are followed by a pause`() {
        var loop = loop()
        _ = loop.step(.begun)
        _ = loop.step(.synced(SyncReport()))
        _ = loop.step(.news(NewsAnswer(isNews: true)))
        #expect(loop.step(.synced(SyncReport())) == .sleep(milliseconds: 1_000))
        #expect(loop.step(.slept) == .awaitNews)
    }

    @Test(arguments: [ProblemCode.epochChanged, .cursorInvalid, .cursorForeign])
    func `a server that was put back is found out by a sync`(code: ProblemCode) {
        var loop = loop()
        _ = loop.step(.begun)
        _ = loop.step(.synced(SyncReport()))
        #expect(loop.step(.newsFailed(Problem(code, "Another history."))) == .sync)
    }

    @Test func `it comes back when the server asked it to`() {
        var loop = loop()
        _ = loop.step(.begun)
        var report = SyncReport()
        report.waitSeconds = 30
        #expect(loop.step(.synced(report)) == .sleep(milliseconds: 30_000))
        #expect(loop.step(.slept) == .awaitNews)
        _ = loop.step(.news(NewsAnswer(isNews: true)))
        let busy = Problem(.busy, "Later.", waitSeconds: 400)
        #expect(loop.step(.failed(busy, gotSomething: false)) == .sleep(milliseconds: 400_000))
        #expect(loop.step(.slept) == .sync)
    }

    /// Found while fuzzing: the milliseconds of such a wait are no number.
    @Test(arguments: [Int.max, Int.min, 9_000_000_000_000_000])
    func `nobody waits longer than a day because a server says so`(seconds: Int) {
        var loop = loop()
        _ = loop.step(.begun)
        let busy = Problem(.busy, "Later.", waitSeconds: seconds)
        guard case .sleep(let first) = loop.step(.failed(busy, gotSomething: false)) else { return }
        #expect((0...86_400_000).contains(first))
        #expect(loop.step(.slept) == .sync)
        var report = SyncReport()
        report.waitSeconds = seconds
        guard case .sleep(let second) = loop.step(.synced(report)) else { return }
        #expect((0...86_400_000).contains(second))
        _ = loop.step(.slept)
        guard case .sleep(let third) = loop.step(.news(NewsAnswer(isNews: false, waitSeconds: seconds))) else { return }
        #expect((0...86_400_000).contains(third))
    }

    @Test func `pauses grow to a quarter of an hour, and begin anew with the first useful byte`() {
        var loop = loop()
        _ = loop.step(.begun)
        var longest = 0
        for number in 0..<40 {
            guard case .sleep(let milliseconds) = loop.step(.failed(lost, gotSomething: false)) else { return }
            if number == 0 { #expect(milliseconds <= 2_000) }
            #expect(milliseconds <= 900_000)
            longest = max(longest, milliseconds)
            #expect(loop.step(.slept) == .sync)
        }
        #expect(longest > 300_000)
        guard case .sleep(let milliseconds) = loop.step(.failed(lost, gotSomething: true)) else { return }
        #expect(milliseconds <= 2_000)
    }

    @Test(arguments: [ProblemCode.notSignedIn, .protocolUnsupported, .replicaForeign, .mutationMismatch])
    func `what asking again does not help ends it`(code: ProblemCode) {
        var loop = loop()
        _ = loop.step(.begun)
        #expect(loop.step(.failed(Problem(code, "No."), gotSomething: false)) == .stop)
    }

    @Test func `a server of an earlier version is asked for the data now and then`() {
        var loop = loop()
        _ = loop.step(.begun)
        _ = loop.step(.synced(SyncReport()))
        #expect(loop.step(.newsFailed(Problem(.noRoute, "?"))) == .sleep(milliseconds: SyncLoop.pollMilliseconds))
        #expect(loop.step(.slept) == .sync)
    }

    /// Notes how long it was asked to sleep; ends the run after some sleeps.
    private final class Sleeps: Sleeper {
        let all = Mutex<[Int]>([])
        func sleep(milliseconds: Int) async throws {
            let count = all.withLock { all in
                all.append(milliseconds)
                return all.count
            }
            if count == 3 { throw CancellationError() }
        }
    }

    @Test func `a day with a weak link is got through`() async throws {
        let world = TestWorld()
        world.server.put(.header(.sample(1)))
        let replica = try world.replica(in: InMemoryReplicaStore())
        world.server.fail(Endpoint.hello, .dropRequest)
        world.server.fail(Endpoint.pull, .refuse(Problem(.busy, "Later.", waitSeconds: 77)))
        let sleeps = Sleeps()
        let keeper = SyncKeeper(
            SyncEngine(replica: replica, transport: world.server.transport), sleeper: sleeps,
            random: SeededReplicaRandom(seed: 1))
        var notices = 0
        await #expect(throws: CancellationError.self) { try await keeper.run { _ in notices += 1 } }
        #expect(notices == 3)
        #expect(sleeps.all.withLock { $0 }.dropFirst() == [77_000, SyncLoop.pollMilliseconds])
        #expect(try replica.effectiveBytes() == world.server.bytes())
    }
}
