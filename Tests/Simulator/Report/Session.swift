import CFaultDisk
import CaseProtocol

/// Plays runs one after the other and says what came of them.
final class Session {
    private let template: Template
    private let out: Printer
    private let keepsLines: Bool
    private let runsTwice: Bool
    private let shrinks: Bool
    /// Seeds that are known to fail and not yet explained: they are played and told, and fail nothing.
    private let open: Set<UInt64>
    private(set) var tally = Tally()
    /// How many failures are looked at closely; more of them are the same story.
    private static let shrunkMax = 20

    init(template: Template, out: Printer, keepsLines: Bool, runsTwice: Bool, shrinks: Bool, open: Set<UInt64>) {
        (self.template, self.out) = (template, out)
        (self.keepsLines, self.runsTwice, self.shrinks) = (keepsLines, runsTwice, shrinks)
        self.open = open
    }

    func play(_ overrides: Overrides) throws {
        fault_disk_note(overrides.seed)
        let result = try Run.play(overrides.plan, template, keepsLines: keepsLines)
        tally.add(result)
        for line in result.lines { out.line(line) }
        if runsTwice {
            let again = try Run.play(overrides.plan, template, keepsLines: keepsLines)
            if again.hash != result.hash {
                tally.failures.append(overrides.description)
                out.line("FAILED \(overrides) # trace: it differs the second time")
                let pair = zip(result.lines, again.lines).first { $0 != $1 }
                if let pair { out.line("  first \(pair.0), then \(pair.1)") }
            }
        }
        guard let violation = result.violation else { return }
        if open.contains(overrides.seed) {
            out.line("OPEN \(overrides) # step \(result.steps), \(violation)")
            return
        }
        tally.failures.append(overrides.description)
        out.line("FAILED \(overrides) # step \(result.steps), \(violation)")
        guard shrinks, tally.failures.count <= Self.shrunkMax else { return }
        let (small, shown) = try Shrink.shrink(overrides, result, template)
        if let violation = shown.violation { out.line("SHRUNK \(small) # \(violation)") }
    }

    /// Whether a seed fails because of the bug, and would not without it.
    private func isSound(_ seed: UInt64, without bug: PlantedBug) -> Bool {
        PlantedBug.present = nil
        defer { PlantedBug.present = bug }
        return (try? Run.play(Plan(seed: seed), template, keepsLines: false))?.violation == nil
    }

    /// Looks for each planted bug. Answers whether all that can exist here were found.
    func find(_ bugs: [PlantedBug], from first: UInt64, seeds: Int) -> Bool {
        var isComplete = true
        for bug in bugs {
            PlantedBug.present = bug
            defer { PlantedBug.present = nil }
            var needed: [Int] = []
            var tried = 0
            var caught: [String: Int] = [:]
            // Found three times, for a median that says something.
            for seed in first..<(first + UInt64(seeds)) where needed.count < 3 {
                tried += 1
                fault_disk_note(seed)
                guard let result = try? Run.play(Plan(seed: seed), template, keepsLines: false),
                    let violation = result.violation, isSound(seed, without: bug)
                else { continue }
                caught[violation.invariant, default: 0] += 1
                needed.append(tried)
                tried = 0
            }
            let by = caught.keys.sorted().joined(separator: ", ")
            if let first = needed.first {
                let median = needed.sorted()[needed.count / 2]
                out.line("| \(bug.rawValue) | \(bug) | \(first) | \(median) | \(by) |")
            } else {
                isComplete = false
                out.line("| \(bug.rawValue) | \(bug) | not in \(seeds) | | |")
            }
        }
        return isComplete
    }
}
