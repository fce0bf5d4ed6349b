import Foundation
import Synchronization

/// Requests at given moments, whether or not those before were answered: what a herd does.
struct OpenLoad {
    let port: Int
    /// Each is a thread with a connection that stays open, as to a proxy.
    var connections = 200

    struct Result: Sendable {
        /// Milliseconds from the moment a request was due to its answer, sorted; of those that were served.
        var latencies: [Double] = []
        /// `Retry-After` of those that were turned away, sorted.
        var turnedAway: [Int] = []
        var seconds = 0.0
        func percentile(_ share: Double) -> Double { latencies.percentile(share) }
    }

    /// Sends `count` requests, `rate` a second; all at once where `rate` is `nil`.
    func run(count: Int, rate: Double?, request: @escaping @Sendable (Int) -> [UInt8]) throws -> Result {
        let collected = Mutex<(result: Result, failure: BenchmarkError?)>((Result(), nil))
        let next = Mutex(0)
        let lines = try (0..<connections).map { _ in UncheckedLine(try Connection(port: port)) }
        let group = DispatchGroup()
        let start = ContinuousClock.now
        for line in lines {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                var mine = Result()
                do {
                    while true {
                        let index = next.withLock { next -> Int in
                            defer { next += 1 }
                            return next
                        }
                        guard index < count else { break }
                        let due = start + .seconds(rate.map { Double(index) / $0 } ?? 0)
                        let wait = (due - .now).inMilliseconds
                        if wait > 0 { Thread.sleep(forTimeInterval: wait / 1_000) }
                        let reply = try line.connection.exchange(request(index))
                        switch reply.status {
                        case 200, 204: mine.latencies.append((ContinuousClock.now - due).inMilliseconds)
                        case 503: mine.turnedAway.append(reply.retryAfter ?? 0)
                        default: throw BenchmarkError("status \(reply.status)")
                        }
                    }
                } catch {
                    collected.withLock { $0.failure = (error as? BenchmarkError) ?? BenchmarkError("\(error)") }
                }
                collected.withLock { [mine] all in
                    all.result.latencies += mine.latencies
                    all.result.turnedAway += mine.turnedAway
                }
            }
        }
        group.wait()
        var (result, failure) = collected.withLock { ($0.result, $0.failure) }
        if let failure { throw failure }
        result.seconds = (ContinuousClock.now - start).inMilliseconds / 1_000
        result.latencies.sort()
        result.turnedAway.sort()
        return result
    }

    /// Safe to share: each is used by the one thread that it was handed to.
    private final class UncheckedLine: @unchecked Sendable {
        let connection: Connection
        init(_ connection: Connection) { self.connection = connection }
    }
}
