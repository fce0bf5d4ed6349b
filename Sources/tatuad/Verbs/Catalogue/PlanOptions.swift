import ArgumentParser
import CaseProtocol

/// Whether a plan is to be shown, or to be done as it was shown.
struct PlanOptions: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Show what would happen; change nothing.")
    var dryRun = false
    @Option(
        help: ArgumentHelp(
            "Do what was shown. Nothing is done if anything of it has changed since.", valueName: "hash"))
    var apply: String?

    func validate() throws {
        guard dryRun != (apply != nil) else {
            throw ValidationError(
                "Say --dry-run to see what would happen, or --apply HASH with the hash that it shows.")
        }
    }
}

/// Plans as lines for people.
enum PlanLines {
    static func show(_ dates: [DateChange]) {
        for date in dates {
            let title = date.party.map { "\(date.title) (\($0))" } ?? date.title
            let before = date.before?.description ?? "paused"
            let days = date.isMoved ? "\(before) → \(date.after?.description ?? "paused")" : "stays at \(before)"
            Output.say("    \(title): \(days): \(date.why).")
        }
    }

    /// What was done, or how to do it.
    static func close<Plan>(_ report: PlanReport<Plan>, changing count: Int) {
        guard let done = report.done else {
            let what =
                count == 0 ? "There is nothing to change." : "Nothing was changed. To do this: --apply \(report.hash)"
            return Output.say(what)
        }
        Output.say("\(done.count) cases changed.")
        for caseID in report.left ?? [] {
            Output.say("Case \(caseID) changed in this moment and was left alone: look at the plan again.")
        }
    }
}
