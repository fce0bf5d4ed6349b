import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Asks how many cases there are and how they stand.
struct CountCases: Verb {
    static let configuration = CommandConfiguration(
        commandName: "counts",
        abstract:
            "Count cases: all as an auditor, those of your desk or agency, or the published ones; needs the server.",
        discussion: """
            With --reason all cases are counted, by procedure and country, and the server keeps that you did. With --of \
            those of your own desk and country are that you read: remedies, reports or enquiries. With --agency those that \
            were referred to your agency are. With --public the public register is, by anybody, signed in or not. What was \
            found to be no barrier is counted apart from barriers removed. As a file for a spreadsheet (--csv) counts are \
            for offices that may export them; whoami says who may. What is published anybody may.
            """)

    @Option(help: "Why all cases are counted, as the record of the reading keeps it; for auditors.")
    var reason: String?
    @Option(
        help: ArgumentHelp("What your desk has in hand: remedies, reports or enquiries.", valueName: "cases"),
        transform: CountCases.cases)
    var of: CountedCases?
    @Option(help: "Your agency, by its short name.")
    var agency: String?
    @Flag(name: .customLong("public"), help: "Count the published cases.")
    var isPublic = false
    @Option(help: "With --public: the server's address; the one you are signed in to without it.")
    var server: String?
    @Flag(name: .customLong("csv"), help: "Answer as comma-separated text, for a spreadsheet.")
    var isCSV = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if isCSV, output.isJSON { throw ValidationError("Ask for --csv or for --json, not for both.") }
        let asked = [reason != nil, of != nil, agency != nil, isPublic].count { $0 }
        guard asked == 1 else {
            throw ValidationError(
                "Say one thing: --reason to count all cases, --of for those of your desk, --agency for what came to it, or --public."
            )
        }
        guard server == nil || isPublic else { throw ValidationError("--server goes with --public.") }
        try server.map { try ServerAddress.check($0) }
    }

    func answer(in world: World) async throws -> Answer {
        if isPublic { return try await published(in: world) }
        let request = CountsRequest(agency: agency, reason: reason, of: of, export: isCSV ? true : nil)
        let counts = try await world.withSession { try await $0.counts(request, token: $1) }
        return Answer(
            page: isCSV ? CountsScreen.csv(counts) : CountsScreen.page(counts), json: CountsScreen.json(counts))
    }

    private static func cases(_ word: String) throws -> CountedCases {
        guard let cases = CountedCases(rawValue: word) else {
            let words = CountedCases.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There are counts of \(words), and none of “\(word)”.")
        }
        return cases
    }

    private func published(in world: World) async throws -> Answer {
        let counts = try await world.withServer(try world.server(server)) { try await $0.publicCounts() }
        return Answer(
            page: isCSV ? PublicCountsScreen.csv(counts) : PublicCountsScreen.page(counts),
            json: PublicCountsScreen.json(counts))
    }
}
