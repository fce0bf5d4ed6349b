internal import CaseProtocol
internal import Synchronization

/// Counts what happened since the process started, for `/metrics`. Holds no name, number or text of a case.
public final class Counters: Sendable {
    /// A series: what is counted and, as `key="value"` pairs, of which kind.
    private struct Series: Hashable, Comparable {
        let name: String
        var labels = ""

        static func < (left: Self, right: Self) -> Bool { (left.name, left.labels) < (right.name, right.labels) }
    }

    private struct State {
        var counts: [Series: Int] = [:]
        var times: [Series: Histogram] = [:]
    }

    private let state = Mutex(State())

    /// Nothing has happened yet.
    public init() {}

    package func request(route: String, status: Int, seconds: Double) {
        add(1, Series(name: "tatua_requests_total", labels: "route=\"\(route)\",status=\"\(status)\""))
        took(seconds, Series(name: "tatua_request_seconds", labels: "route=\"\(route)\""))
    }

    func performed(_ all: [Performed]) {
        for performed in all where !performed.isRepeat {
            add(1, Series(name: "tatua_commands_total", labels: "outcome=\"\(performed.outcome.word)\""))
            commits(performed.commits)
        }
    }

    func commits(_ count: Int) { add(count, Series(name: "tatua_commits_total")) }

    /// Rows and other lines that went out to a replica.
    func lines(_ count: Int) { add(count, Series(name: "tatua_sync_lines_total")) }

    /// A group of writes that was brought to the disk.
    func group(of writes: Int, seconds: Double) {
        add(writes, Series(name: "tatua_writes_total"))
        took(seconds, Series(name: "tatua_commit_seconds"))
    }

    private func add(_ amount: Int, _ series: Series) {
        state.withLock { $0.counts[series, default: 0] += amount }
    }

    private func took(_ seconds: Double, _ series: Series) {
        state.withLock { $0.times[series, default: Histogram()].add(seconds) }
    }

    /// In Prometheus' text format.
    public var text: String {
        let state = state.withLock { $0 }
        var lines = ["# TYPE tatua_up gauge", "tatua_up 1"]
        var name = ""
        for (series, count) in state.counts.sorted(by: { $0.key < $1.key }) {
            if series.name != name { lines.append("# TYPE \(series.name) counter") }
            name = series.name
            lines.append(series.labels.isEmpty ? "\(name) \(count)" : "\(name){\(series.labels)} \(count)")
        }
        for (series, times) in state.times.sorted(by: { $0.key < $1.key }) {
            if series.name != name { lines.append("# TYPE \(series.name) histogram") }
            name = series.name
            lines += times.lines(name, series.labels)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// How long something took, in buckets.
private struct Histogram {
    /// In seconds, as text and as number.
    private static let bounds: [(text: String, seconds: Double)] = [
        ("0.001", 0.001), ("0.005", 0.005), ("0.025", 0.025), ("0.1", 0.1), ("0.5", 0.5), ("2.5", 2.5), ("10", 10),
        ("60", 60),
    ]

    private var counts = [Int](repeating: 0, count: bounds.count)
    private var count = 0
    private var sum = 0.0

    mutating func add(_ seconds: Double) {
        if let index = Self.bounds.firstIndex(where: { seconds <= $0.seconds }) { counts[index] += 1 }
        count += 1
        sum += seconds
    }

    func lines(_ name: String, _ labels: String) -> [String] {
        let before = labels.isEmpty ? "" : labels + ","
        var below = 0
        var lines = Self.bounds.indices.map { index in
            below += counts[index]
            return "\(name)_bucket{\(before)le=\"\(Self.bounds[index].text)\"} \(below)"
        }
        lines.append("\(name)_bucket{\(before)le=\"+Inf\"} \(count)")
        let own = labels.isEmpty ? "" : "{\(labels)}"
        return lines + ["\(name)_sum\(own) \(sum)", "\(name)_count\(own) \(count)"]
    }
}

extension Outcome {
    /// Its name on the wire.
    var word: String {
        switch self {
        case .applied: "applied"
        case .merged: "merged"
        case .conflict: "conflict"
        case .rejected: "rejected"
        case .deferred: "deferred"
        }
    }
}
