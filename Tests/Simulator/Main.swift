import ArgumentParser
import CFaultDisk
import CaseProtocol
import Foundation

/// Runs the deterministic simulation (docs/simulation.md).
@main struct Simulator: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tatua-sim", abstract: "A server and its clients in one thread, with faults drawn from a seed.")

    @Option(help: "How many seeds to run.") var seeds = 100
    @Option(help: "The first seed.") var from: UInt64 = 1
    @Option(help: "Every how manieth seed is taken, so that processes can share a range.") var stride: UInt64 = 1
    @Option(name: .customLong("run"), help: "One run, as a failure prints it: seed=7 steps=40 without=clockJump")
    var only: String?
    @Option(help: "A planted bug by its name or number, or all.") var planted: String?
    @Option(help: "A file of runs that failed once, replayed first.") var regressions: String?
    @Option(help: "A file of seeds that are known to fail: they are told, and fail nothing.") var open: String?
    @Option(help: "Where to write what is printed, too.") var log: String?
    @Flag(help: "Print what happened.") var trace = false
    @Flag(help: "Do not run each seed a second time.") var once = false
    @Flag(help: "Do not make failing runs smaller.") var whole = false

    func run() throws {
        guard fault_disk_install() == 0 else { throw SimulatorFault("SQLite does not take the disk") }
        let out = try Printer(log)
        let template = try Template()
        let known = try open.map { try Self.read($0) } ?? []
        let session = Session(
            template: template, out: out, keepsLines: trace, runsTwice: !once, shrinks: !whole,
            open: Set(known.map(\.seed)))
        if let planted {
            guard session.find(try bugs(planted), from: from, seeds: seeds) else { throw ExitCode(1) }
            return
        }
        let start = SuspendingClock().now
        var runs: [Overrides] = []
        if let regressions { runs += try Self.read(regressions) }
        if let only {
            guard let overrides = Overrides(only) else { throw ValidationError("“\(only)” is not a run.") }
            runs.append(overrides)
        } else {
            runs += (0..<UInt64(seeds)).map { Overrides(seed: from + $0 * stride) }
        }
        for overrides in runs { try session.play(overrides) }
        let taken = SuspendingClock().now - start
        let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
        for line in session.tally.lines(seconds: seconds) { out.line(line) }
        if !session.tally.failures.isEmpty { throw ExitCode(1) }
    }

    private func bugs(_ text: String) throws -> [PlantedBug] {
        if text == "all" { return PlantedBug.allCases }
        guard let bug = PlantedBug.allCases.first(where: { "\($0)" == text || "\($0.rawValue)" == text }) else {
            throw ValidationError("There is no planted bug “\(text)”.")
        }
        return [bug]
    }

    private static func read(_ path: String) throws -> [Overrides] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") && !$0.isEmpty }
            .map { line in
                guard let overrides = Overrides(line) else { throw ValidationError("“\(line)” is not a run.") }
                return overrides
            }
    }
}
