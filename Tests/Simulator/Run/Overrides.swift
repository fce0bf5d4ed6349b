/// What is taken from a run to make it smaller: written as one line, `seed=7 steps=40 without=clockJump,roles`.
struct Overrides: CustomStringConvertible {
    var seed: UInt64
    var steps: Int?
    /// Names of faults and acts that do not happen.
    var without: Set<String> = []

    init(seed: UInt64) { self.seed = seed }

    /// Reads the line; what follows ` # ` is for people.
    init?(_ line: String) {
        let words = (line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? "")
            .split(separator: " ")
        var found: UInt64?
        var steps: Int?
        for word in words {
            let halves = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { return nil }
            switch halves[0] {
            case "seed": found = UInt64(halves[1])
            case "steps": steps = Int(halves[1])
            case "without": without = Set(halves[1].split(separator: ",").map(String.init))
            default: return nil
            }
        }
        guard let found else { return nil }
        seed = found
        self.steps = steps
    }

    var plan: Plan {
        var plan = Plan(seed: seed)
        if let steps { plan.steps = steps }
        plan.without = without
        return plan
    }

    var description: String {
        var words = ["seed=\(seed)"]
        if let steps { words.append("steps=\(steps)") }
        if !without.isEmpty { words.append("without=\(without.sorted().joined(separator: ","))") }
        return words.joined(separator: " ")
    }
}
