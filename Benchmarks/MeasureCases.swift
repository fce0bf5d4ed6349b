import Foundation

/// Whether a pull costs more where more cases lie unchanged: for somebody who holds them all.
enum MeasureCases {
    @Sendable static func run(_ bench: Bench) async throws {
        let largeCount = bench.largeCount
        let smallCount = min(10_000, largeCount / 10)
        let (small, large) = (
            try bench.keptSite("cases-\(smallCount)"), try bench.keptSite("cases-\(largeCount)")
        )
        Report.section("Pull cost by cases held, \(smallCount) and \(largeCount)")
        try await fill(small, smallCount)
        try await fill(large, largeCount)
        // The first sync of the large one takes minutes, in which a server closes a connection that says nothing.
        let servers = [try serve(large, largeCount), try serve(small, smallCount)]
        defer { for (server, _) in servers { server.stop() } }
        let costs = try PullCost.measured(servers.map(\.subject))
        for (server, subject) in servers {
            let memory = server.memory()
            Report.line(
                "\(subject.label): tatuad, memory, peak / now",
                "\(Report.megabytes(memory.peak)) / \(Report.megabytes(memory.now))")
        }
        costs[0].report(beside: costs[1])
    }

    private static func fill(_ site: Site, _ count: Int) async throws {
        let mark = site.data + ".filled"
        if !FileManager.default.fileExists(atPath: mark) {
            let rate = try await site.fill(count: count)
            Report.line("\(count) cases: recorded, 64 at once", Report.rate(rate))
            try Data().write(to: URL(filePath: mark))
        }
        Report.line("\(count) cases: store", Report.megabytes(Double(site.storeBytes) / 1_048_576))
    }

    private static func serve(_ site: Site, _ count: Int) throws -> (server: ServerProcess, subject: PullSubject) {
        let server = try site.serve()
        Report.line(
            "\(count) cases: tatuad, start to first answer", Report.milliseconds(server.secondsToAnswer * 1_000))
        let cpu = server.cpuSeconds()
        let subject = try PullSubject(of: Bench.secretariat, at: server, "\(count) cases")
        let (rows, seconds) = subject.firstSync
        Report.line(
            "\(count) cases: first sync of everything", "\(rows) lines, \(Report.rate(Double(rows) / seconds))",
            beside: "\(Report.rate(Double(rows) / (server.cpuSeconds() - cpu))) of processor time")
        return (server, subject)
    }
}
