import CaseProtocol
import ClientCore

/// What a change will probably do, for a person and for a program.
enum PredictionScreen {
    /// - Parameter movesCase: whether the person asked for a move, so that it matters where the case will stand.
    static func answer(
        _ prediction: Prediction, did: String, movesCase: Bool = false, more: [String: JSONValue] = [:],
        _ standing: Standing
    ) -> Answer {
        var page = Page()
        page.say(did)
        if movesCase, let stage = prediction.stage {
            page.pair("Stands at", "\(stage) (not yet received by the server)")
        }
        for unknown in prediction.unknowns { page.say("The server will decide \(unknown).") }
        switch prediction.outcome {
        case .merged(let notes): for note in notes { page.say(note) }
        case .conflict(let problem): ProblemScreen.write(problem, to: &page)
        case .applied, .rejected, .deferred: break
        }
        StandingScreen.write(standing, to: &page)
        var members: [String: JSONValue] = [
            "reference": .string(prediction.reference), "case": .string(prediction.caseID.description),
            "stage": (prediction.stage?.rawValue).json, "pending": true, "outcome": .string(prediction.outcome.word),
            "unknowns": .array(prediction.unknowns.map(\.json)),
        ]
        if let problem = prediction.outcome.problem { members["problem"] = ProblemView.json(problem) }
        return Answer(page: page, json: .object(members.merging(more) { $1 }))
    }
}
