import Foundation

/// Start-up and memory of both programs.
enum MeasureStart {
    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("start")
        try await site.fill(count: 1_000)
        let server = try site.serve()
        defer { server.stop() }
        Report.section("Start-up and memory, 1,000 cases")
        Report.line("tatuad: start to first answer", Report.milliseconds(server.secondsToAnswer * 1_000))
        Report.line("tatuad: memory at rest", Report.megabytes(server.memory().now))
        let home = ["TATUA_HOME": bench.home("start")]
        let program = "\(bench.programs)/tatua"
        try Shell.run(
            program, ["login", "http://127.0.0.1:\(server.port)", "--user", Bench.trader(0), "--password-stdin"],
            input: BenchClient.password + "\n", environment: home)
        try Shell.run(program, ["sync"], environment: home)
        let times = try (0..<20).map { _ in try Shell.run(program, ["inbox"], environment: home).milliseconds }.sorted()
        let nothing = try (0..<20).map { _ in try Shell.run("/bin/true", []).milliseconds }.sorted()
        Report.line(
            "tatua inbox: whole process, median of 20", Report.milliseconds(times[10]),
            beside: "/bin/true \(Report.milliseconds(nothing[10]))")
        Report.line(
            "tatua inbox: peak memory",
            Report.megabytes(try Shell.peakMemory(program, ["inbox"], environment: home)),
            beside: "/bin/true \(Report.megabytes(try Shell.peakMemory("/bin/true", [], environment: home)))")
    }
}
