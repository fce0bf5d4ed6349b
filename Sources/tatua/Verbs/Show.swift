import ArgumentParser
import CaseProtocol
import ClientCore

/// Shows a case.
struct Show: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show a case: where it stands, who owes what, its history, and what you may do.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "What another sees of it: public, a role such as nfpImposing, an office such as nmcMember:UG, seat:NAME.",
            valueName: "whom"))
    var viewer: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let view = try CaseView(replica, try replica.find(reference), as: viewer)
        return Answer(
            page: CaseScreen.page(view, standing),
            json: .object((view.json.object ?? [:]).merging(standing.json) { $1 }))
    }
}
