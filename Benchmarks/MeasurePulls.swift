import CaseProtocol
import Foundation

/// Idle pulls a second beside a route that does nothing, and rows a second of processor time in first syncs.
enum MeasurePulls {
    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("pull")
        try await site.fill(count: 5_000)
        let server = try site.serve()
        defer { server.stop() }
        try measureIdle(server)
        Report.section(
            "Out of the server, first syncs of 5,000 cases, one client; 4 lines of 5 are rows, 1 opens a compartment")
        for takesGzip in [false, true] {
            let officer = try BenchClient(port: server.port, user: Bench.secretariat, takesGzip: takesGzip)
            let (cpu, start) = (server.cpuSeconds(), ContinuousClock.now)
            try officer.pull()
            let seconds = (ContinuousClock.now - start).inMilliseconds / 1_000
            let perCPU = Double(officer.pulled.rows) / (server.cpuSeconds() - cpu)
            Report.line(
                takesGzip ? "in gzip: lines a second of processor time" : "plain: lines a second of processor time",
                Report.rate(perCPU), target: perCPU >= 20_000, "at least 20,000 rows/s/core",
                beside: "\(officer.pulled.rows) lines, \(officer.pulled.bytes) B, \(officer.pulled.pages) pages, "
                    + "\(Report.rate(Double(officer.pulled.rows) / seconds)) by the clock")
        }
    }

    private static func measureIdle(_ server: ServerProcess) throws {
        let client = try BenchClient(port: server.port, user: Bench.trader(0))
        try client.pull()
        let request = try client.pullRequest()
        let bare = try BareRoute(program: CommandLine.arguments[0], bytes: 0)
        defer { bare.stop() }
        let bareRequest = Connection.request("POST", "/pull", token: client.token, body: Array(request.suffix(200)))
        let limit = try LoadGenerator(port: bare.port).run(connections: Benchmark.connections, count: 2_000) { _, _ in
            bareRequest
        }
        let idle = try LoadGenerator(port: server.port).run(connections: Benchmark.connections, count: 2_000) { _, _ in
            request
        }
        Report.section("Idle pulls over HTTP, \(Benchmark.connections) clients")
        Report.line("bare Hummingbird route, empty answer", Report.rate(limit.perSecond))
        Report.line(
            "idle pull; p50, p99", "\(Report.rate(idle.perSecond)); \(idle.percentiles)",
            beside: Report.share(idle.perSecond, of: limit.perSecond))
    }
}
