import Foundation

/// Whether a pull costs more where more cases lie unchanged: for somebody who holds them all.
enum MeasureCases {
    @Sendable static func run(_ bench: Bench) async throws {
        let largeCount = bench.largeCount
        let smallCount = min(10_000, largeCount / 10)
        let site = try bench.site("cases")
        defer {
            // Gigabytes; the folder above goes at the end in any case.
            try? site.remove()
        }
        Report.section("Pull cost by cases held, \(smallCount) and \(largeCount)")
        let small = try await measure(site, from: 0, to: smallCount)
        let large = try await measure(site, from: smallCount, to: largeCount)
        // Filling the large one takes up to an hour, in which a shared machine becomes another: the small one again.
        let again = try await measure(try bench.site("cases-again"), from: 0, to: smallCount)
        large.report(beside: small.slower(again))
    }

    private static func measure(_ site: Site, from: Int, to count: Int) async throws -> PullCost {
        let rate = try await site.fill(count: count - from, from: from)
        let server = try site.serve()
        defer { server.stop() }
        Report.line("\(count) cases: recorded, 64 at once", Report.rate(rate))
        Report.line("\(count) cases: store", Report.megabytes(Double(site.storeBytes) / 1_048_576))
        Report.line(
            "\(count) cases: tatuad, start to first answer", Report.milliseconds(server.secondsToAnswer * 1_000))
        let cpu = server.cpuSeconds()
        let cost = try PullCost(of: Bench.secretariat, at: server, "\(count) cases")
        let (rows, seconds) = cost.firstSync
        Report.line(
            "\(count) cases: first sync of everything", "\(rows) lines, \(Report.rate(Double(rows) / seconds))",
            beside: "\(Report.rate(Double(rows) / (server.cpuSeconds() - cpu))) of processor time, all pulls counted")
        let memory = server.memory()
        Report.line(
            "\(count) cases: tatuad, memory, peak / now",
            "\(Report.megabytes(memory.peak)) / \(Report.megabytes(memory.now))")
        return cost
    }
}
