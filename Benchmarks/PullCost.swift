import CaseProtocol
import Foundation

/// What pulls of one replica cost while nothing that it sees changes, and while one thing does. Medians, in milliseconds.
struct PullCost {
    /// Nothing was written anywhere: answered from memory.
    var idle: Double
    let idle99: Double
    /// Something was written that this replica does not see: the server looks, and finds nothing.
    var looked: Double
    let looked99: Double
    /// One row and its history were added.
    var delta: Double
    /// The first sync before it.
    var firstSync: (rows: Int, seconds: Double)

    init(of user: String, at server: ServerProcess, _ label: String) throws {
        let reader = try BenchClient(port: server.port, user: user)
        let start = ContinuousClock.now
        try reader.pull()
        firstSync = (reader.pulled.rows, (ContinuousClock.now - start).inMilliseconds / 1_000)
        let request = try reader.pullRequest()
        let idle = try LoadGenerator(port: server.port).run(connections: 1, count: 500) { _, _ in request }
        let trader = try BenchClient(port: server.port, user: Bench.trader(1))
        let draft = try trader.open(place: "Busia")
        let filed = try trader.file(place: "Busia")
        try reader.pull()
        let looked = try Self.times(of: reader) { try trader.push([trader.noteCommand(on: draft, "Day \($0).")]) }
        let delta = try Self.times(of: reader) { try trader.push([trader.noteCommand(on: filed, "Day \($0).")]) }
        self.idle = idle.percentile(0.5)
        idle99 = idle.percentile(0.99)
        looked99 = looked[looked.count * 99 / 100]
        self.looked = looked[looked.count / 2]
        self.delta = delta[delta.count / 2]
        Report.line("\(label): idle pull, p50, p99", idle.percentiles)
        Report.line("\(label): pull after a write that it does not see, p50, p99", Self.percentiles(looked))
        Report.line("\(label): pull after one change, p50, p99", Self.percentiles(delta))
    }

    /// The longer time of each, of the same measured twice.
    func slower(_ other: PullCost) -> PullCost {
        var slower = self
        slower.idle = max(idle, other.idle)
        slower.looked = max(looked, other.looked)
        slower.delta = max(delta, other.delta)
        return slower
    }

    /// How much longer the same takes in a larger world.
    func report(beside small: PullCost) {
        for (name, large, small) in [
            ("idle pull", idle, small.idle), ("after a write unseen", looked, small.looked),
            ("after one change", delta, small.delta),
        ] {
            Report.line(
                "\(name), p50, large beside small", Report.milliseconds(large), target: large <= small * 1.5 + 0.1,
                "independent, half as much again for noise", beside: Report.milliseconds(small))
        }
    }

    private static func times(of reader: BenchClient, change: (Int) throws -> Void) throws -> [Double] {
        try (0..<200).map { index in
            try change(index)
            let start = ContinuousClock.now
            try reader.pull()
            return (ContinuousClock.now - start).inMilliseconds
        }.sorted()
    }

    private static func percentiles(_ sorted: [Double]) -> String {
        "\(Report.milliseconds(sorted[sorted.count / 2])), \(Report.milliseconds(sorted[sorted.count * 99 / 100]))"
    }
}
