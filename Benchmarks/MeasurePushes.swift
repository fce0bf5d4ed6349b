import CaseProtocol
import Foundation

/// Durable commands a second over HTTP, beside single commits of raw SQLite.
enum MeasurePushes {
    private static let count = 500

    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("push")
        let server = try site.serve()
        defer { server.stop() }
        var requests: [[[UInt8]]] = []
        var batches: [[[UInt8]]] = []
        for index in 0...Benchmark.connections {
            let client = try BenchClient(port: server.port, user: Bench.trader(index))
            let caseID = try client.file(place: "Malaba")
            requests.append(
                try (0..<count).map {
                    try client.pushRequest([client.noteCommand(on: caseID, "Still waiting, day \($0).")])
                })
            batches.append(
                try (0..<count / 20).map { batch in
                    try client.pushRequest((0..<20).map { client.noteCommand(on: caseID, "Week \(batch), day \($0).") })
                })
        }
        let single = try play(requests.suffix(1), server)
        let raw = try PhysicalLimit.rawCommits(folder: bench.folder, count: 4_000, bytes: 600)
        let before = server.cpuSeconds()
        let many = try play(requests.dropLast(), server)
        let cpu = (server.cpuSeconds() - before) / Double(many.requests)
        let packed = try play(batches.dropLast(), server)
        Report.section("Durable commands over HTTP (\(requests[0][0].count) B with one command)")
        Report.line("raw SQLite single commits, synchronous=FULL", Report.rate(raw))
        Report.line(
            "1 client, one command a push; p50, p99", "\(Report.rate(single.perSecond)); \(single.percentiles)",
            beside: Report.share(single.perSecond, of: raw))
        Report.line(
            "\(Benchmark.connections) clients, one command a push; p50, p99",
            "\(Report.rate(many.perSecond)); \(many.percentiles)", target: many.perSecond >= 2_000, "at least 2,000/s",
            beside: Report.share(many.perSecond, of: raw))
        Report.line("the same: processor time of the server a command", Report.milliseconds(cpu * 1_000))
        Report.line(
            "\(Benchmark.connections) clients, 20 commands a push; p50, p99",
            "\(Report.rate(packed.perSecond * 20)); \(packed.percentiles)", target: packed.perSecond * 20 >= 2_000,
            "at least 2,000/s", beside: Report.share(packed.perSecond * 20, of: raw))
        let memory = server.memory()
        Report.line(
            "tatuad: memory, peak / now", "\(Report.megabytes(memory.peak)) / \(Report.megabytes(memory.now))")
    }

    private static func play(_ requests: some Collection<[[UInt8]]>, _ server: ServerProcess) throws
        -> LoadGenerator.Result
    {
        let prepared = Array(requests)
        return try LoadGenerator(port: server.port).run(connections: prepared.count, count: prepared[0].count) {
            prepared[$0][$1]
        }
    }
}
