/// Makes a failing run smaller while the same invariant goes on failing: fewer steps, then fewer faults, then fewer acts.
enum Shrink {
    static func shrink(_ failing: Overrides, _ result: RunResult, _ template: Template) throws -> (Overrides, RunResult)
    {
        var best = failing
        var shown = result
        guard let invariant = result.violation?.invariant else { return (best, shown) }
        func fails(_ candidate: Overrides) throws -> RunResult? {
            let result = try Run.play(candidate.plan, template, keepsLines: false)
            return result.violation?.invariant == invariant ? result : nil
        }
        func attempt(_ candidate: Overrides) throws -> Bool {
            guard let result = try fails(candidate) else { return false }
            (best, shown) = (candidate, result)
            return true
        }
        try shrinkSteps(from: max(1, result.steps), &best, attempt)
        let names =
            best.plan.faults.map(\.rawValue).sorted() + best.plan.acts.map(\.rawValue).sorted()
            + [Plan.silence, Plan.thumbs]
        for name in names {
            var candidate = best
            candidate.without.insert(name)
            _ = try attempt(candidate)
        }
        try shrinkSteps(from: max(1, shown.steps), &best, attempt)
        return (best, shown)
    }

    private static func shrinkSteps(
        from steps: Int, _ best: inout Overrides, _ attempt: (Overrides) throws -> Bool
    ) throws {
        var present = steps
        var cut = max(1, present / 2)
        while cut >= 1, present > 1 {
            var candidate = best
            candidate.steps = present - cut
            if present > cut, try attempt(candidate) {
                present -= cut
                best = candidate
                cut = min(cut, max(1, present / 2))
            } else {
                if cut == 1 { break }
                cut /= 2
            }
        }
    }
}
