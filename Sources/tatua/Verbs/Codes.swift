import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Searches a code list.
struct Codes: Verb {
    static let configuration = CommandConfiguration(
        abstract: "The code lists, the codes of one, or those that match words.")

    @Argument(help: ArgumentHelp("A list, such as ntb.tripartite.categories.", valueName: "list"))
    var list: String?
    @Argument(help: "Words of the title, or the beginning of a code.")
    var words: [String] = []
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        var page = Page()
        let all = try world.openReplica().catalogue.codeLists.lists
        guard let list else {
            for list in all { page.pair(list.id, "\(list.title), \(list.edition)", column: 28) }
            let lists = all.map { ["list": .string($0.id), "title": .string($0.title)] as JSONValue }
            return Answer(page: page, json: ["lists": .array(lists)])
        }
        guard let named = all.first(where: { $0.id.lowercased() == list.lowercased() }) else {
            throw Problem(
                .unknownCode, "There is no code list “\(list)”.", path: "list", allowed: all.map(\.id))
        }
        let found = CodeSearch.find(words.joined(separator: " "), in: named)
        if found.isEmpty { page.say("Nothing in \(named.title) matches.") }
        for code in found { page.pair(code.code, code.title, column: 8) }
        let codes = found.map {
            ["code": .string($0.code), "title": .string($0.title), "parent": $0.parent.json] as JSONValue
        }
        return Answer(
            page: page, json: ["list": .string(named.id), "codes": .array(codes)],
            exitCode: found.isEmpty ? .refused : .done)
    }
}
