import ArgumentParser
import CaseProtocol

/// Erases a case, in two steps.
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase a case: shows what would go; with --apply HASH it goes, for good.",
        discussion: """
            The bytes and salts of its rows go, what was written in its commands, and its files; devices drop it with their next sync. \
            What was published stays, unless --public. The ledger keeps that it was erased, when and why, and tatuad verify stays \
            green. Backups made before hold it still: so does whoever exported it. A case on hold is refused.
            """)

    @Argument(help: "A number, label or id of the case.")
    var reference: String
    @Option(help: "Why; kept on record for ever.")
    var reason: String
    @Flag(name: .customLong("public"), help: "What was published goes as well.")
    var isPublicToo = false
    @Option(help: "The hash of what was shown: erase it.")
    var apply: String?
    @Flag(name: .customLong("json"), help: "Answer with one JSON object.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = EraseRequest(reference: reference, reason: reason, isPublicToo: isPublicToo, apply: apply)
        let report = try await DataFolder(data.folder).withAdmin { try await $0.erase(request) }
        if isJSON {
            try Output.say(json: report)
            return
        }
        let plan = report.plan
        let state = plan.isRunning ? ", which still runs" : ""
        Output.say(
            "\(plan.reference)\(state): \(plan.rows) rows, \(plan.commands) commands, \(plan.files) files; \(plan.rowsKept) published rows stay."
        )
        if report.done != nil {
            Output.say("Erased. Backups made before still hold it.")
        } else {
            Output.say("Nothing is erased yet. To erase it: the same with --apply \(report.hash)")
        }
    }
}
