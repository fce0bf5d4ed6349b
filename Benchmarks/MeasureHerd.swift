import CaseProtocol
import Foundation

/// 100,000 replicas come back after an outage, each with a place to go on from and something new to get.
enum MeasureHerd {
    private static let count = 100_000
    /// 100,000 in a quarter of an hour, and more.
    private static let rates = [111.0, 500, 1_000, 2_000]
    private static let seconds = 10.0

    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("herd")
        try await site.fill(count: 1_000)
        let replicas = try ManyReplicas.add(count, to: site)
        // All of them come from one address here, which has its share.
        let server = try site.serve(["--connections-of-address-max", "2000"])
        defer { server.stop() }
        var requests: [[UInt8]] = []
        requests.reserveCapacity(count)
        for (name, ids) in replicas.sorted(by: { $0.key < $1.key }) {
            let trader = try BenchClient(port: server.port, user: name, takesGzip: true)
            let cases = try (0..<3).map { _ in try trader.file(place: "Malaba") }
            try trader.pull()
            let asked = try ids.map { try trader.pullRequest(as: $0) }
            for caseID in cases { try trader.push([trader.noteCommand(on: caseID, "While you were away.")]) }
            requests += asked
        }
        requests.shuffle()
        let prepared = requests
        Report.section("A herd: \(count) replicas after an outage, three rows each; latency from when each was due")
        var from = 0
        for rate in rates {
            let many = min(Int(rate * seconds), count)
            let first = from
            from += many
            let result = try OpenLoad(port: server.port).run(count: many, rate: rate) {
                prepared[(first + $0) % prepared.count]
            }
            Report.line(
                "\(Int(rate)) pulls/s for \(Int(seconds)) s, p50, p99",
                "\(Report.milliseconds(result.percentile(0.5))), \(Report.milliseconds(result.percentile(0.99)))",
                target: result.percentile(0.99) <= 500 || rate > 111, "p99 at most 500 ms at 111/s",
                beside: "\(result.turnedAway.count) turned away")
        }
        try measureDrain(server, prepared)
    }

    private static func measureDrain(_ server: ServerProcess, _ prepared: [[UInt8]]) throws {
        let all = try OpenLoad(port: server.port, connections: 60).run(count: prepared.count, rate: 1e9) {
            prepared[$0]
        }
        Report.line(
            "all \(prepared.count), 60 at a time", String(format: "%.1f s", all.seconds),
            target: all.seconds <= 900, "15 min",
            beside: "\(Report.rate(Double(prepared.count) / all.seconds)), \(all.turnedAway.count) turned away")
        let burst = try OpenLoad(port: server.port, connections: 1_000).run(count: 1_000, rate: nil) { prepared[$0] }
        Report.line(
            "1,000 in the same moment",
            "\(burst.latencies.count) served, p99 \(Report.milliseconds(burst.percentile(0.99)))",
            beside: "\(burst.turnedAway.count) turned away, to come back after "
                + "\(burst.turnedAway.first ?? 0) to \(burst.turnedAway.last ?? 0) s")
        let memory = server.memory()
        Report.line(
            "tatuad: memory, peak / now", "\(Report.megabytes(memory.peak)) / \(Report.megabytes(memory.now))")
    }
}
