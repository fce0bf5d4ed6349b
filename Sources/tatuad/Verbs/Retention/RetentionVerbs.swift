import ArgumentParser
import CaseProtocol
import Foundation

/// How long cases are kept.
struct RetentionVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "How long cases are kept after they ended, and erasing those whose time is over.",
        discussion: "There are no rules until an authority's are loaded, and without rules nothing is erased.",
        subcommands: [
            ListRetention.self, SetRetention.self, RunRetention.self, ListErasures.self, EraseAgain.self,
        ])
}

/// What every verb on retention has.
struct RetentionOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Answer with one JSON object: plan, hash, done, left.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func ask(_ request: RetentionRequest) async throws -> PlanReport<RetentionPlan>? {
        let report = try await DataFolder(data.folder).withAdmin { try await $0.retention(request) }
        guard isJSON else { return report }
        try Output.say(json: report)
        return nil
    }
}

/// Lists the rules.
struct ListRetention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the rules in force.")

    @OptionGroup var options: RetentionOptions

    func run() async throws {
        guard let report = try await options.ask(RetentionRequest()) else { return }
        if report.plan.rules.isEmpty { Output.say("No rules are in force: nothing is erased by its age.") }
        for rule in report.plan.rules {
            Output.say(
                "\(rule.procedure), ended as \(rule.outcome): \(rule.months) months. \(rule.authority), \(rule.source)."
            )
        }
        let held = report.plan.due.count { $0.hold != nil }
        Output.say("\(report.plan.due.count) cases are past their time, \(held) of them on hold.")
    }
}

/// Puts rules in force.
struct SetRetention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Put the rules of a file in force, in the place of all that were.",
        discussion:
            "The file is a JSON list: [{\"procedure\":\"…\",\"outcome\":\"…\",\"months\":…,\"authority\":\"…\",\"source\":\"…\"}, …]; [] for none."
    )

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var options: RetentionOptions

    func run() async throws {
        let bytes = try Data(contentsOf: URL(filePath: file))
        let rules: [RetentionRule]
        do {
            rules = try CanonicalJSON.decode([RetentionRule].self, from: bytes)
        } catch {
            throw Problem(
                .invalidField, "\(file) is not a list of rules: \(error.reason).",
                path: error.fieldPath.joined(separator: "."))
        }
        guard let report = try await options.ask(RetentionRequest(rules: rules)) else { return }
        Output.say("\(rules.count) rules are in force; \(report.plan.due.count) cases are past their time.")
    }
}

/// Erases what is past its time, in two steps.
struct RunRetention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Show the cases whose time is over; with --apply HASH erase them.",
        discussion: "What was published stays, and what is on hold. --dry-run is what happens without --apply.")

    @Flag(help: "Only show.")
    var dryRun = false
    @Option(help: "The hash of what was shown: erase it.")
    var apply: String?
    @OptionGroup var options: RetentionOptions

    func validate() throws {
        if dryRun, apply != nil { throw ValidationError("Give --dry-run or --apply.") }
    }

    func run() async throws {
        guard let report = try await options.ask(RetentionRequest(apply: apply)) else { return }
        let done = Set(report.done ?? [])
        for due in report.plan.due {
            let state = due.hold.map { "on hold: \($0)" } ?? (done.contains(due.caseID) ? "erased" : "due")
            Output.say("\(due.reference): ended \(due.endedOn), kept until \(due.keptUntil); \(state)")
        }
        if report.plan.due.isEmpty { Output.say("No case is past its time.") }
        if let left = report.left, !left.isEmpty { Output.say("\(left.count) were left: they changed meanwhile.") }
        if report.done == nil, report.plan.due.contains(where: { $0.hold == nil }) {
            Output.say("Nothing is erased yet. To erase what is due: tatuad retention run --apply \(report.hash)")
        }
    }
}
