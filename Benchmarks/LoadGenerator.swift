import Foundation
import Glibc
import Synchronization

/// Sends prepared requests over kept-alive connections, one thread a connection, and counts what comes back.
///
/// Blocking sockets and prepared bytes: the generator costs little beside what it measures.
struct LoadGenerator {
    let port: Int

    struct Result: Sendable {
        var requests: Int
        var seconds: Double
        var bodyBytes: Int
        /// Milliseconds, sorted.
        var latencies: [Double]
        var perSecond: Double { Double(requests) / seconds }
        func percentile(_ share: Double) -> Double { latencies.percentile(share) }
        /// p50 and p99.
        var percentiles: String {
            "\(Report.milliseconds(percentile(0.5))), \(Report.milliseconds(percentile(0.99)))"
        }
    }

    /// Runs `connections` threads, each sending `count` requests made by `request(connection, index)`.
    ///
    /// - Throws: ``BenchmarkError`` when an answer has another status than 200 and 204.
    func run(
        connections: Int, count: Int, request: @escaping @Sendable (Int, Int) -> [UInt8]
    ) throws -> Result {
        let collected = Mutex<(latencies: [Double], bytes: Int, failure: BenchmarkError?)>(([], 0, nil))
        let group = DispatchGroup()
        let start = ContinuousClock.now
        for connection in 0..<connections {
            group.enter()
            let port = port
            Thread.detachNewThread {
                defer { group.leave() }
                do {
                    let line = try Connection(port: port)
                    var latencies: [Double] = []
                    var bytes = 0
                    for index in 0..<count {
                        let sent = ContinuousClock.now
                        let reply = try line.exchange(request(connection, index))
                        guard [200, 204].contains(reply.status) else {
                            throw BenchmarkError(
                                "status \(reply.status): \(String(decoding: reply.body.prefix(300), as: UTF8.self))")
                        }
                        latencies.append((ContinuousClock.now - sent).inMilliseconds)
                        bytes += reply.body.count
                    }
                    collected.withLock {
                        $0.latencies += latencies
                        $0.bytes += bytes
                    }
                } catch {
                    collected.withLock { $0.failure = (error as? BenchmarkError) ?? BenchmarkError("\(error)") }
                }
            }
        }
        group.wait()
        let seconds = (ContinuousClock.now - start).inMilliseconds / 1_000
        let (latencies, bytes, failure) = collected.withLock { ($0.latencies, $0.bytes, $0.failure) }
        if let failure { throw failure }
        return Result(
            requests: connections * count, seconds: seconds, bodyBytes: bytes, latencies: latencies.sorted())
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension Duration {
    var inMilliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }
}
