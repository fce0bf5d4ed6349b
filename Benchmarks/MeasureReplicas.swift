import Foundation

/// Whether a pull costs more where more replicas are registered.
enum MeasureReplicas {
    private static let counts = (small: 1_000, large: 100_000)
    private static let audiences = 50

    @Sendable static func run(_ bench: Bench) async throws {
        let small = try bench.site("replicas")
        try await small.fill(count: 1_000)
        Report.section("Pull cost by registered replicas, \(counts.small) and \(counts.large)")
        let large = try bench.copy(of: small, "replicas-many")
        _ = try ManyReplicas.add(counts.small, to: small)
        _ = try ManyReplicas.add(counts.large, to: large)
        let costs = try measure([(small, "\(counts.small) replicas"), (large, "\(counts.large) replicas")])
        costs[1].report(beside: costs[0])
        try ManyReplicas.widen(Bench.secretariat, to: audiences, at: large)
        let wide = try measure([(large, "\(counts.large) replicas, \(audiences) audiences")])[0]
        Report.line(
            "idle, and after a write unseen, with \(audiences) audiences, p99",
            "\(Report.milliseconds(wide.idle99)), \(Report.milliseconds(wide.looked99))",
            target: max(wide.idle99, wide.looked99) <= 10, "at most 10 ms")
    }

    private static func measure(_ sites: [(site: Site, label: String)]) throws -> [PullCost] {
        var servers: [ServerProcess] = []
        defer { for server in servers { server.stop() } }
        return try PullCost.measured(
            sites.map { site, label in
                let server = try site.serve()
                servers.append(server)
                return try PullSubject(of: Bench.secretariat, at: server, label)
            })
    }
}
