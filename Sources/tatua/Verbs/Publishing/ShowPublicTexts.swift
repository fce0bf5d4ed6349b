import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Shows what waits to be released, against the original and what is public now.
struct ShowPublicTexts: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what waits to be released, with the difference, and what is public.",
        discussion: "In a difference {-this-} is gone and {+that+} is new.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let items = try PublicTextItem.all(of: caseID, in: replica)
        var page = Page()
        if items.isEmpty { page.say("Nothing of this case is public, and nothing waits to be released.") }
        for item in items {
            page.gap()
            try PublicTextScreen.write(item, of: caseID, in: replica, to: &page)
        }
        let standing = try Standing(replica)
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page,
            json: .object(
                standing.json.merging([
                    "texts": .array(try items.map { try PublicTextScreen.json($0, of: caseID, in: replica) })
                ]) { $1 }))
    }
}
