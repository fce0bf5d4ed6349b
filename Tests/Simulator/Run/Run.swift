/// What a run came to.
struct RunResult {
    var steps = 0
    var hash: UInt64 = 0
    var lines: [String] = []
    var counts: [String: Int] = [:]
    var violation: Violation?
}

enum Run {
    /// Plays a plan in a world of its own.
    static func play(_ plan: Plan, _ template: Template, keepsLines: Bool) throws -> RunResult {
        let world = try World(plan: plan, template: template, keepsLines: keepsLines)
        defer { world.close() }
        var result = RunResult()
        do { try world.play() } catch let violation as Violation { result.violation = violation } catch {
            result.violation = Violation("error", "nobody expected this: \(error)")
        }
        result.steps = world.step
        result.hash = world.trace.hash
        result.lines = world.trace.lines
        result.counts = world.counts
        return result
    }
}
