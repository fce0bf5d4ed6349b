import CaseProtocol
import ClientCore
import Foundation
import Glibc

/// What the client library takes in a second: a whole first sync onto SQLite, with the server's answers from memory.
enum MeasureApply {
    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("apply")
        try await site.fill(count: 5_000)
        let server = try site.serve()
        defer { server.stop() }
        let first = try await Device(folder: bench.home("recorded"), port: server.port, user: Bench.secretariat)
        let recording = Recording(over: first.transport)
        try await first.sync(over: recording)
        let again = try await Device(folder: bench.home("played"), port: server.port, user: Bench.secretariat)
        let (cpu, start) = (cpuSeconds(), ContinuousClock.now)
        let report = try await again.sync(over: recording.played())
        let seconds = (ContinuousClock.now - start).inMilliseconds / 1_000
        let perCPU = Double(report.rows) / (cpuSeconds() - cpu)
        Report.section("A first sync taken in by the client library, SQLite on disk, words indexed, digest compared")
        Report.line(
            "rows a second of processor time", Report.rate(perCPU), target: perCPU >= 10_000, "at least 10,000 rows/s",
            beside:
                "\(report.rows) rows, \(report.pages) pages, \(Report.rate(Double(report.rows) / seconds)) by the clock"
        )
        try await first.close()
        try await again.close()
    }

    /// Seconds of processor time that this process has used.
    private static func cpuSeconds() -> Double {
        // In microseconds, POSIX says.
        Double(clock()) / 1e6
    }
}
