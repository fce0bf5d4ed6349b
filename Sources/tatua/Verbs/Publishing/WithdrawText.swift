import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Takes a public text back, or drops a draft.
struct WithdrawText: Verb {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take a public text off the register at once, or drop a draft.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("The text, by its number in “publish show”.", valueName: "m"))
    var number: Int
    @Option(help: "Why, for those on the case.")
    var reason: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let items = try PublicTextItem.all(of: caseID, in: replica)
        guard let item = items.first(where: { $0.number == number }) else {
            throw Problem(
                .notFound, "There is no such text under number \(number).", path: "m",
                allowed: items.map { "\($0.number)" })
        }
        let prediction = try replica.perform(
            .withdrawText(TextWithdraw(caseID: caseID, text: item.id, reason: reason)))
        return PredictionScreen.answer(
            prediction, did: "\(prediction.reference): \(item.draft == nil ? "withdrawn" : "dropped").",
            try Standing(replica))
    }
}
