import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Finds cases by words.
struct Search: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Find cases on this device by words in their texts, or by what they are called.",
        discussion: "Every word must occur, whole or as a beginning; letter case and accents do not matter.")

    @Argument(help: "Words to look for.")
    var words: [String]
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let headers = try replica.search(words.joined(separator: " ")).compactMap { caseID in
            try replica.row(RowID(caseID)).flatMap { CaseHeader($0) }
        }
        let cases = try ListedCase.list(replica, headers).sorted { $0.reference < $1.reference }
        let page = ListScreen.page(
            cases, standing, empty: "Nothing on this device matches; it holds what you may see, as of the last sync.")
        return Answer(
            page: page, json: .object(standing.json.merging(["cases": .array(cases.map(\.json))]) { $1 }),
            exitCode: .done)
    }
}
