/// What pulls of one replica cost while nothing that it sees changes, and while one thing does. In milliseconds, sorted.
struct PullCost {
    private(set) var idle: [Double] = []
    private(set) var looked: [Double] = []
    private(set) var delta: [Double] = []

    private static let idlePulls = 500
    private static let changes = 200

    /// Of worlds that are to be held against each other: by turns, so that a machine which becomes slower does so for all of them.
    static func measured(_ subjects: [PullSubject]) throws -> [PullCost] {
        var costs = [PullCost](repeating: PullCost(), count: subjects.count)
        for _ in 0..<idlePulls {
            for (index, subject) in subjects.enumerated() { costs[index].idle.append(try subject.idle()) }
        }
        for change in 0..<changes {
            for (index, subject) in subjects.enumerated() {
                costs[index].looked.append(try subject.lookedFor(change))
            }
        }
        for change in 0..<changes {
            for (index, subject) in subjects.enumerated() { costs[index].delta.append(try subject.delta(change)) }
        }
        for (index, subject) in subjects.enumerated() {
            costs[index].sort()
            costs[index].tell(subject.label)
        }
        return costs
    }

    /// The 99th of 100, of pulls while nothing was written, and after a write that the reader does not see.
    var idle99: Double { idle.percentile(0.99) }
    var looked99: Double { looked.percentile(0.99) }

    /// How much longer the same takes in a larger world.
    func report(beside small: PullCost) {
        for (name, large, small) in [
            ("idle pull", idle, small.idle), ("after a write unseen", looked, small.looked),
            ("after one change", delta, small.delta),
        ] {
            let (large, small) = (large.percentile(0.5), small.percentile(0.5))
            Report.line(
                "\(name), p50, large beside small", Report.milliseconds(large), target: large <= small * 1.5 + 0.1,
                "independent, half as much again for noise", beside: Report.milliseconds(small))
        }
    }

    private mutating func sort() {
        idle.sort()
        looked.sort()
        delta.sort()
    }

    private func tell(_ label: String) {
        Report.line("\(label): idle pull, p50, p99", Self.percentiles(idle))
        Report.line("\(label): pull after a write that it does not see, p50, p99", Self.percentiles(looked))
        Report.line("\(label): pull after one change, p50, p99", Self.percentiles(delta))
    }

    private static func percentiles(_ sorted: [Double]) -> String {
        "\(Report.milliseconds(sorted.percentile(0.5))), \(Report.milliseconds(sorted.percentile(0.99)))"
    }
}
