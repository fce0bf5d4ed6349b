import CaseProtocol
import ClientCore

/// A first sync of about 2,000 rows by the client library: its bytes, and what an interruption costs.
enum MeasureFirstSync {
    /// Recorded cases that make about 2,000 rows.
    static let cases = 500
    private static let pageBytesMax = Limits.standard.pageBytesMax

    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("firstsync")
        try await site.fill(count: cases)
        let server = try site.serve()
        defer { server.stop() }
        let port = try CountedPort(to: server.port)
        defer { port.stop() }
        let whole = try await Device(folder: bench.home("whole"), port: port.port, user: Bench.secretariat)
        port.restart()
        let report = try await whole.sync()
        let undisturbed = port.count
        try await whole.close()
        let per2000 = Double(undisturbed.total) / Double(report.rowsStaged) * 2_000
        Report.section("First sync of \(report.rowsStaged) lines (\(report.rows) rows) of \(cases) recorded cases")
        Report.line(
            "bytes of HTTP, both ways; scaled to 2,000 lines", "\(undisturbed.total); \(Report.bytes(Int(per2000)))",
            target: per2000 <= 204_800, "at most 200 KB", beside: "\(report.pages) pages")

        var worst = 0
        for part in 1...3 {
            let device = try await Device(folder: bench.home("cut\(part)"), port: port.port, user: Bench.secretariat)
            port.restart(cutAfter: undisturbed.down * part / 4)
            do {
                try await device.sync()
                throw BenchmarkError("the cut sync was not cut")
            } catch is TransportError {}
            let cut = port.count
            port.restart()
            try await device.sync()
            worst = max(worst, cut.down + port.count.down - undisturbed.down)
            try await device.close()
        }
        Report.line(
            "cut after a quarter, a half, three quarters: most bytes lost", Report.bytes(worst),
            target: worst <= pageBytesMax + 2_048, "at most a page of 32 KB and the heads")
    }
}
