import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists what a person may do on a case now.
struct Actions: Verb {
    static let configuration = CommandConfiguration(
        abstract: "What you may do on a case now, and the fields that each action asks for.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let caseID = try replica.find(reference)
        let view = try CaseView(replica, caseID)
        let moves = try replica.moves(on: caseID)
        var page = Page()
        page.say("\(view.listed.reference) stands at \(view.listed.header.stage). An asterisk marks what is required.")
        if moves.isEmpty { page.say("You may add notes; no action is open to you now.") }
        var listed: [JSONValue] = []
        for move in moves {
            let leads = move.to.map { $0 == view.listed.header.stage ? "" : ", leads to \($0)" } ?? ""
            page.heading("\(move.action) (as \(RoleWords.word(move.role))\(leads))")
            let required = Set(move.requires.map(\.id))
            FormScreen.write(move.requires + move.accepts, required: required, choices: [:], to: &page, indent: 2)
            listed.append([
                "action": .string(move.action.rawValue), "role": .string(move.role.rawValue),
                "to": (move.to?.rawValue).json,
                "requires": .array(
                    move.requires.map { FormScreen.json($0, isRequired: true, choices: nil) }),
                "accepts": .array(move.accepts.map { FormScreen.json($0, isRequired: false, choices: nil) }),
                "authority": .string(move.source.authority), "provenance": .string(move.source.provenance.rawValue),
            ])
        }
        StandingScreen.write(standing, to: &page)
        let json: [String: JSONValue] = [
            "reference": .string(view.listed.reference), "case": .string(caseID.description),
            "stage": .string(view.listed.header.stage.rawValue), "actions": .array(listed),
        ]
        return Answer(page: page, json: .object(json.merging(standing.json) { $1 }))
    }
}
