import ArgumentParser
import CaseProtocol

/// Erases a person, in two steps.
struct EraseUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase a person: shows what would go; with --apply HASH it goes, for good.",
        discussion: """
            Name, password, second factor, devices, memberships, letters and acceptances go, and the name in every record outside cases. \
            The devices are signed out and ordered to erase their replicas; what waits there is lost. Nobody takes the name again. What \
            stays: the account's id with what it did, and the cases, with whatever they say of the person: erase those that go one by \
            one, before or after, with tatuad erase. Refused for who holds an office, handles a case that runs, filed one on hold, or is \
            the last owner of an organisation with one that runs. Backups made before hold it still.
            """)

    @Argument(help: "The name to sign in with, or the account's id.")
    var name: String
    @Option(help: "Why; kept on record for ever. Name nobody in it.")
    var reason: String
    @Option(help: "The hash of what was shown: erase it.")
    var apply: String?
    @Flag(name: .customLong("json"), help: "Answer with one JSON object.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ErasePersonRequest(name: name, reason: reason, apply: apply)
        let report = try await DataFolder(data.folder).withAdmin { try await $0.erasePerson(request) }
        if isJSON {
            try Output.say(json: report)
            return
        }
        let plan = report.plan
        Output.say(
            "\(plan.name), \(plan.user): records with the name: \(plan.rows); letters: \(plan.letters); replicas to wipe: \(plan.replicas)."
        )
        if !plan.organisations.isEmpty { Output.say("Acts no more for \(plan.organisations.joined(separator: ", ")).") }
        for filed in plan.cases {
            Output.say("Stays: \(filed.reference), \(filed.caseID)\(filed.isRunning ? ", which still runs" : "")")
        }
        if report.done != nil {
            Output.say("Erased. Backups made before still hold it.")
        } else {
            Output.say("Nothing is erased yet. To erase it: the same with --apply \(report.hash)")
        }
    }
}
