import ArgumentParser
import CaseProtocol
import ClientCore

/// Makes a change that came back anew, on what is here now.
struct OutboxRetry: Verb {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try a change that came back again, as you wrote it, on what is here now.",
        discussion: "Where the change took effect and the server refused its file, the file is offered again.")

    @Argument(help: ArgumentHelp("The number of the change.", valueName: "n"))
    var number: Int
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let view = try replica.change(number)
        if view.entry.state == .settled, view.fileProblem != nil { return try offerAgain(view, in: replica) }
        let prediction = try replica.retry(view.entry.mid)
        return try OutboxAnswer.replaced(view, by: prediction, "tried again", in: replica)
    }

    private func offerAgain(_ view: OutboxView, in replica: Replica) throws -> Answer {
        try replica.offerAgain(view.entry.mid)
        var page = Page()
        page.say("The file of #\(number) is offered to the server again with the next sync.")
        let standing = try Standing(replica)
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page,
            json: .object(standing.json.merging(["n": .int(Int64(number)), "offered": .bool(true)]) { $1 }))
    }
}

/// What is said when a change takes the place of one that came back.
enum OutboxAnswer {
    static func replaced(
        _ view: OutboxView, by prediction: Prediction, _ deed: String, in replica: Replica
    ) throws -> Answer {
        let number = try replica.outbox().first { $0.mid == prediction.mid }?.number ?? 0
        return PredictionScreen.answer(
            prediction, did: "\(prediction.reference): \(view.what) of #\(view.number) \(deed), as #\(number).",
            more: ["n": .int(Int64(number)), "replaces": .int(Int64(view.number))], try Standing(replica))
    }
}
