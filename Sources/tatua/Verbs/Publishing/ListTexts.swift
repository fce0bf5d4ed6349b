import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists the texts of a case of which a public version can be made.
struct ListTexts: Verb {
    static let configuration = CommandConfiguration(
        commandName: "texts", abstract: "List the texts of a case of which a public version can be made.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let sources = try replica.textSources(of: caseID)
        var page = Page()
        if sources.isEmpty { page.say("No text of this case is visible here.") }
        for (index, source) in sources.enumerated() {
            page.pair(
                "\(index + 1).", "\(source.label) (\(source.row.compartment.confidentiality.rawValue))", column: 5)
            page.say(source.text, indent: 5)
        }
        let standing = try Standing(replica)
        StandingScreen.write(standing, to: &page)
        let texts = sources.enumerated().map { index, source -> JSONValue in
            [
                "number": .int(Int64(index + 1)), "label": .string(source.label), "text": .string(source.text),
                "class": .string(source.row.compartment.confidentiality.rawValue),
            ]
        }
        return Answer(page: page, json: .object(standing.json.merging(["texts": .array(texts)]) { $1 }))
    }
}

extension Replica {
    /// The texts of a case, in the order in which `tatua publish texts` numbers them.
    func textSources(of caseID: CaseID) throws -> [TextSource] {
        let state = try state(of: caseID)
        return TextSource.all(on: state, in: try state.header.flatMap { try catalogue.procedure(of: $0) })
    }
}
