import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Asks how many cases there are and how they stand.
struct CountCases: Verb {
    static let configuration = CommandConfiguration(
        commandName: "counts",
        abstract: "Count cases: all as an auditor, or what came to your agency; needs the server.",
        discussion: """
            With --reason all cases are counted, by procedure and country, and the server keeps that you did. With --agency \
            those that were referred to your agency are. What was found to be no barrier is counted apart from barriers \
            removed.
            """)

    @Option(help: "Why all cases are counted, as the record of the reading keeps it; for auditors.")
    var reason: String?
    @Option(help: "Your agency, by its short name.")
    var agency: String?
    @Flag(name: .customLong("csv"), help: "Answer as comma-separated text, for a spreadsheet.")
    var isCSV = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if isCSV, output.isJSON { throw ValidationError("Ask for --csv or for --json, not for both.") }
        guard (reason == nil) != (agency == nil) else {
            throw ValidationError("Say --reason to count all cases, or --agency to count what came to it.")
        }
    }

    func answer(in world: World) async throws -> Answer {
        let request = CountsRequest(agency: agency, reason: reason)
        let counts = try await world.withSession { try await $0.counts(request, token: $1) }
        return Answer(
            page: isCSV ? CountsScreen.csv(counts) : CountsScreen.page(counts), json: CountsScreen.json(counts))
    }
}
