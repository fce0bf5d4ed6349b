import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists who sits on a case.
struct Parties: Verb {
    static let configuration = CommandConfiguration(
        abstract:
            "List the parties on a case: who represents them, what was found of them, what they still owe, who stepped back."
    )

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let caseID = try replica.find(reference)
        let state = try replica.state(of: caseID)
        let name = try replica.reference(of: caseID) ?? reference
        let me = try replica.signedIn?.user
        let parties = state.seats.map { SeatView($0, on: state, isMine: $0.user != nil && $0.user == me) }
        let json: [String: JSONValue] = [
            "reference": .string(name), "case": .string(caseID.description), "parties": .array(parties.map(\.json)),
            "steppedBack": .array(
                state.recusals.map { ["name": $0["name"] ?? .null, "since": $0["since"] ?? .null] }),
        ]
        return Answer(
            page: PartiesScreen.page(
                parties, without: state.recusals, of: name, today: replica.today, standing),
            json: .object(json.merging(standing.json) { $1 }))
    }
}
