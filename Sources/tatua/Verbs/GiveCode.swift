import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Gives the trader for whom a case was filed a receipt code, or another one.
struct GiveCode: Verb {
    static let configuration = CommandConfiguration(
        commandName: "give-code",
        abstract: "Give the trader for whom somebody filed a new receipt code.",
        discussion: """
            With the code the trader reads and answers the case from any device, without an account. It is shown once. \
            The one given before opens the case no more from the moment the server has this. The first code comes with \
            the filing.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let (code, prediction) = try replica.giveCode(on: try replica.find(reference))
        let answer = PredictionScreen.answer(
            prediction, did: "\(prediction.reference): a new receipt code.", try Standing(replica))
        return code.handed(with: answer)
    }
}

extension Replica {
    /// The code that comes with a filing for a trader; `nil` where the case is filed for nobody else, or is not filed, has a
    /// code already, or is under a table that knows none.
    func firstCode(on caseID: CaseID) throws -> ReceiptCode? {
        let state = try state(of: caseID)
        guard state.isFiledForAnother, state.codeAccount == nil, state.header?.isFiled ?? false,
            try moves(on: caseID).contains(where: { $0.action == "giveCode" })
        else { return nil }
        return try giveCode(on: caseID).code
    }
}
