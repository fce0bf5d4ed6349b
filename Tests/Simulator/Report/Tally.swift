import CaseProtocol

/// What many runs came to.
struct Tally {
    var seeds = 0
    var steps = 0
    var failures: [String] = []
    var counts: [String: Int] = [:]

    mutating func add(_ result: RunResult) {
        seeds += 1
        steps += result.steps
        counts.merge(result.counts) { $0 + $1 }
    }

    /// Faults and acts that never happened: holes in the simulation.
    var holes: [String] {
        (Fault.allCases.map { "fault \($0.rawValue)" } + Act.allCases.map { "act \($0.rawValue)" })
            .filter { counts[$0] == nil && $0 != "fault heldReads" && $0 != "fault bigGroups" }
    }

    func lines(seconds: Double) -> [String] {
        var lines = counts.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        if seeds >= 200 { lines += holes.map { "  NEVER HAPPENED: \($0)" } }
        let rate = seconds > 0 ? Int(Double(steps) / seconds) : 0
        let each = seeds > 0 ? Int(seconds * 1_000_000) / seeds : 0
        lines.append(
            "\(seeds) seeds, \(failures.count) failed, \(steps) steps, \(Int(seconds * 10) / 10) s, \(rate) steps/s, \(each) µs a seed"
        )
        return lines
    }
}

extension Outcome {
    /// What it says, without the sentence.
    var word: String {
        switch self {
        case .applied: "applied"
        case .merged: "merged"
        case .conflict(let problem): "conflict \(problem.code)"
        case .rejected(let problem): "rejected \(problem.code)"
        case .deferred: "deferred"
        }
    }
}
