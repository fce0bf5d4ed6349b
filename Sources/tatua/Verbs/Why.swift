import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Explains dates.
struct Why: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Explain how the dates of a case came about, and on whose authority.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("One time limit; all of them without it.", valueName: "deadline"))
    var deadline: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let caseID = try replica.find(reference)
        let explanations = try replica.explain(caseID, deadline: deadline.map { DeadlineKey($0) })
        let name = try replica.reference(of: caseID) ?? reference
        let state = try replica.state(of: caseID)
        let today = replica.today
        var page = Page()
        page.say(name)
        if explanations.isEmpty { page.say("No time limit runs or ran on this case.") }
        for explanation in explanations {
            let deadline = explanation.deadline
            let due = deadline.dueOn.map { day in
                deadline.isRunning ? "\(day), \(Wording.distance(to: day, from: today))" : "\(day)"
            }
            let party = Self.party(deadline, on: state).map { ", \($0)" } ?? ""
            page.heading(
                "\(Self.title(deadline)) (\(deadline.key)\(party)): \(deadline.state.rawValue)"
                    + (due.map { ", \($0)" } ?? ""))
            for sentence in explanation.sentences { page.say(sentence, indent: 2) }
        }
        StandingScreen.write(standing, to: &page)
        let json: [String: JSONValue] = [
            "reference": .string(name), "case": .string(caseID.description),
            "deadlines": .array(explanations.map { Self.json($0, on: state) }),
        ]
        return Answer(page: page, json: .object(json.merging(standing.json) { $1 }))
    }

    private static func title(_ deadline: Deadline) -> String { deadline.row["title"]?.string ?? deadline.key.rawValue }

    /// Whose own limit it is; `nil` for a limit of the case.
    private static func party(_ deadline: Deadline, on state: CaseState) -> String? {
        deadline.party.flatMap { state[$0]?["name"]?.string }
    }

    private static func json(_ explanation: DeadlineExplanation, on state: CaseState) -> JSONValue {
        let deadline = explanation.deadline
        var members: [String: JSONValue] = [
            "deadline": .string(deadline.key.rawValue), "title": .string(title(deadline)),
            "state": .string(deadline.state.rawValue), "dueOn": deadline.dueOn?.description.json ?? .null,
            "owner": .string(deadline.owner.rawValue), "sentences": .array(explanation.sentences.map(\.json)),
        ]
        members["party"] = party(deadline, on: state)?.json
        return .object(members)
    }
}
