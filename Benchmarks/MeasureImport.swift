import Foundation

/// What `tatuad import complaints` records a second.
enum MeasureImport {
    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("import")
        let lines = try RecordedCases()
        let count = 2_000
        let file = "\(bench.folder)/lines.jsonl"
        try (0..<count).map { lines.line($0) + "\n" }.joined().write(toFile: file, atomically: true, encoding: .utf8)
        let took = try Shell.run("\(bench.programs)/tatuad", ["import", "complaints", file, "--data", site.data])
        Report.section("Import")
        Report.line(
            "\(count) recorded cases, one after the other", Report.rate(Double(count) / took.milliseconds * 1_000))
        Report.line(
            "the same, 64 at once through the store", Report.rate(try await site.fill(count: count, from: count)))
    }
}
