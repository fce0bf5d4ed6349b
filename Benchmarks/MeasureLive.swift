import CaseProtocol
import Foundation
import Synchronization

/// How soon a device that waits for news hears of them: from when somebody else sends what they did to when the answer to the
/// question for news is there.
enum MeasureLive {
    private static let count = 300
    /// So that the question is with the server before there is news; one that comes later would be answered at once.
    private static let headStart = 0.02

    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("live")
        try await site.fill(count: 1_000)
        let server = try site.serve()
        defer { server.stop() }
        let officer = try BenchClient(port: server.port, user: "officer")
        let trader = try BenchClient(port: server.port, user: Bench.trader(0))
        let caseID = try trader.file(place: "Malaba")
        try officer.pull()
        let port = server.port
        let times = try (0..<count).map { index in
            let question = officer.newsRequest(waitSeconds: 30)
            let heard = Mutex<(at: ContinuousClock.Instant, status: Int)?>(nil)
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                let reply = try? Connection(port: port).exchange(question)
                heard.withLock { $0 = (.now, reply?.status ?? 0) }
                done.signal()
            }
            Thread.sleep(forTimeInterval: headStart)
            let sent = ContinuousClock.now
            try trader.push([trader.noteCommand(on: caseID, "Day \(index).")])
            done.wait()
            guard let (at, status) = heard.withLock({ $0 }), status == 200 else {
                throw BenchmarkError("the question for news was not answered")
            }
            try officer.pull()
            return (at - sent).inMilliseconds
        }.sorted()
        let p99 = times[times.count * 99 / 100]
        Report.section("Live: from somebody's push to the news of it, \(count) times")
        Report.line(
            "news, p50, p99", "\(Report.milliseconds(times[times.count / 2])), \(Report.milliseconds(p99))",
            target: p99 <= 1_000, "p99 at most 1 s")
    }
}
