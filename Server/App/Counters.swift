internal import CaseProtocol
internal import Synchronization

/// Counts what happened since the process started, for `/metrics`. Holds no name, number or text of a case.
public final class Counters: Sendable {
    /// A series: what is counted and, as `key="value"` pairs, of which kind.
    private struct Series: Hashable, Comparable {
        let name: String
        let labels: String

        static func < (left: Self, right: Self) -> Bool { (left.name, left.labels) < (right.name, right.labels) }
    }

    private let counts = Mutex<[Series: Int]>([:])

    /// Nothing has happened yet.
    public init() {}

    package func request(route: String, status: Int) {
        add(1, Series(name: "tatua_requests_total", labels: "route=\"\(route)\",status=\"\(status)\""))
    }

    func performed(_ all: [Performed]) {
        for performed in all where !performed.isRepeat {
            add(1, Series(name: "tatua_commands_total", labels: "outcome=\"\(performed.outcome.word)\""))
            commits(performed.commits)
        }
    }

    func commits(_ count: Int) { add(count, Series(name: "tatua_commits_total", labels: "")) }

    private func add(_ amount: Int, _ series: Series) {
        counts.withLock { $0[series, default: 0] += amount }
    }

    /// In Prometheus' text format.
    public var text: String {
        let counts = counts.withLock { $0 }
        var lines = ["# TYPE tatua_up gauge", "tatua_up 1"]
        var name = ""
        for (series, count) in counts.sorted(by: { $0.key < $1.key }) {
            if series.name != name { lines.append("# TYPE \(series.name) counter") }
            name = series.name
            lines.append(series.labels.isEmpty ? "\(name) \(count)" : "\(name){\(series.labels)} \(count)")
        }
        return lines.joined(separator: "\n") + "\n"
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
