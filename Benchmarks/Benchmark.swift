import Foundation
import Glibc

/// `make bench`: what Tatua does a second, in bytes and in megabytes, each beside a limit or target of the same run.
///
/// `TATUA_BENCH_WHAT` names the measurements, all of them by default; `TATUA_BENCH_CASES` sizes the large store.
@main
struct Benchmark {
    static let connections = 16

    static let measurements: [(name: String, run: @Sendable (Bench) async throws -> Void)] = [
        ("start", MeasureStart.run), ("import", MeasureImport.run), ("bytes", MeasureBytes.run),
        ("push", MeasurePushes.run), ("pull", MeasurePulls.run), ("firstsync", MeasureFirstSync.run),
        ("apply", MeasureApply.run), ("catchup", MeasureCatchUp.run), ("replicas", MeasureReplicas.run),
        ("cases", MeasureCases.run), ("herd", MeasureHerd.run), ("live", MeasureLive.run),
        ("storage", MeasureStorage.run), ("cold", MeasureCold.run), ("sealed", MeasureSealed.run),
    ]

    static func main() async {
        do { try await run() } catch {
            FileHandle.standardError.write(Data("tatua-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "bare-route" {
            try await PhysicalLimit.serveBareRoute(bytes: Int(arguments.dropFirst().first ?? "") ?? 200)
            return
        }
        let folder = NSTemporaryDirectory() + "tatua-bench-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            // The measurements are printed; a folder that stays behind is only a nuisance.
            try? FileManager.default.removeItem(atPath: folder)
        }
        let bench = try Bench(
            folder: folder, programs: URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path)
        if arguments.first == "fill" {
            // For measurements that are not made by this program: a store with the users and some cases.
            guard arguments.count == 3, let cases = Int(arguments[arguments.startIndex + 2]) else {
                throw BenchmarkError("fill FOLDER CASES")
            }
            let site = try bench.site("filled")
            try await site.fill(count: cases)
            try FileManager.default.moveItem(atPath: site.data, toPath: arguments[arguments.startIndex + 1])
            return
        }
        let chosen = ProcessInfo.processInfo.environment["TATUA_BENCH_WHAT"].map { Set($0.split(separator: ",")) }
        for measurement in measurements where chosen?.contains(measurement.name[...]) ?? true {
            try await measurement.run(bench)
        }
    }
}
