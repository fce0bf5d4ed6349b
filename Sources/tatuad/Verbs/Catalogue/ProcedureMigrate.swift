import ArgumentParser
import CaseProtocol

/// Moves cases that run to another version of their procedure.
struct ProcedureMigrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Move cases that run to another version of their procedure.",
        discussion: """
            A case stays on the version under which it was opened until somebody moves it. --dry-run lists every running case \
            with the stage where it would stand, the dates that would change, and why it cannot be moved if it cannot. \
            --apply does that and nothing else: cases with a refusal stay, and so does every date that has passed.
            """)

    @Argument(help: "The procedure, such as ntb.tripartite.")
    var procedure: String
    @Option(name: .customLong("to"), help: "The version to which cases go.")
    var version: Int
    @Option(
        name: .customLong("map"), help: ArgumentHelp("A stage that is called otherwise there.", valueName: "old=new"))
    var stages: [String] = []
    @Option(
        name: .customLong("map-limit"),
        help: ArgumentHelp("A time limit that is called otherwise there.", valueName: "old=new"))
    var limits: [String] = []
    @OptionGroup var plan: PlanOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = MigrationRequest(
            procedure: ProcedureID(procedure), toVersion: version, stages: try Self.pairs(stages),
            limits: try Self.pairs(limits), apply: plan.apply)
        let report = try await DataFolder(data.folder).withAdmin { try await $0.migrate(request) }
        for found in report.plan.cases { show(found) }
        let refused = report.plan.cases.count { !$0.refusals.isEmpty }
        let count = report.plan.cases.count - refused
        Output.say("\(count) cases can be moved to version \(version); \(refused) cannot.")
        PlanLines.close(report, changing: count)
    }

    private func show(_ found: CaseMigration) {
        let stages = found.fromStage == found.toStage ? "\(found.fromStage)" : "\(found.fromStage) → \(found.toStage)"
        Output.say("\(found.reference)  version \(found.fromVersion) → \(found.toVersion)  \(stages)")
        for refusal in found.refusals { Output.say("    Cannot be moved: \(refusal)") }
        PlanLines.show(found.dates)
    }

    private static func pairs(_ texts: [String]) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, pairs[parts[0]] == nil else {
                throw ValidationError("“\(text)” is not old=new, or names the old one twice.")
            }
            pairs[parts[0]] = parts[1]
        }
        return pairs
    }
}
