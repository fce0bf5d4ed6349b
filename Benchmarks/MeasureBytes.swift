import CaseProtocol
import ClientCore

/// What the smallest conversations of the client library cost, in bytes of HTTP on an open connection, both ways.
enum MeasureBytes {
    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("bytes")
        let server = try site.serve()
        defer { server.stop() }
        let port = try CountedPort(to: server.port)
        defer { port.stop() }
        let filer = try BenchClient(port: server.port, user: Bench.trader(0))
        let caseID = try filer.open(place: "Malaba")
        let device = try await Device(folder: bench.home("bytes"), port: port.port, user: Bench.trader(0))
        try await device.sync()
        Report.section("Bytes of HTTP on an open connection, both ways")
        port.restart()
        try await device.sync()
        Report.line(
            "idle pull, warm", Report.bytes(port.count.total), target: port.count.total <= 512, "at most 512 B")
        for place in ["Malaba, southern gate", "Busia"] {
            try device.replica.edit(caseID, fields: ["place": .string(place)])
            port.restart()
            try await device.sync()
            Report.line(
                "one changed field, pushed and pulled, warm", Report.bytes(port.count.total),
                target: port.count.total <= 1_536, "at most 1,536 B")
        }
        try await device.close()
        try measureServerTime(server)
    }

    /// What the server takes for an idle pull: nothing waits, and the caller costs next to nothing.
    private static func measureServerTime(_ server: ServerProcess) throws {
        let client = try BenchClient(port: server.port, user: Bench.trader(1))
        try client.pull()
        let request = try client.pullRequest()
        let idle = try LoadGenerator(port: server.port).run(connections: 1, count: 2_000) { _, _ in request }
        Report.line(
            "idle pull, time in the server, p50, p99", idle.percentiles, target: idle.percentile(0.99) <= 10,
            "p99 at most 10 ms")
    }
}
