import Foundation

/// Whether a pull costs more where more replicas are registered.
enum MeasureReplicas {
    private static let counts = (small: 1_000, large: 100_000)
    private static let audiences = 50

    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("replicas")
        try await site.fill(count: 1_000)
        Report.section("Pull cost by registered replicas, \(counts.small) and \(counts.large)")
        _ = try ManyReplicas.add(counts.small, to: site)
        let small = try measure(site, "\(counts.small) replicas")
        _ = try ManyReplicas.add(counts.large - counts.small, to: site)
        try measure(site, "\(counts.large) replicas").report(beside: small)
        try ManyReplicas.widen(Bench.secretariat, to: audiences, at: site)
        let wide = try measure(site, "\(counts.large) replicas, \(audiences) audiences")
        Report.line(
            "idle, and after a write unseen, with \(audiences) audiences, p99",
            "\(Report.milliseconds(wide.idle99)), \(Report.milliseconds(wide.looked99))",
            target: max(wide.idle99, wide.looked99) <= 10, "at most 10 ms")
    }

    private static func measure(_ site: Site, _ label: String) throws -> PullCost {
        let server = try site.serve()
        defer { server.stop() }
        return try PullCost(of: Bench.secretariat, at: server, label)
    }
}
