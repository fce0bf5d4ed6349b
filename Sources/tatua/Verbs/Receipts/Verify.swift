import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Checks the proof of a filing.
struct Verify: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Check the receipts of a case: who signed them, and whether what is here is what was filed.",
        discussion: "Asks nothing of a server. Ends with code 1 unless everything is here, signed and unchanged.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let held = try HeldReceipts(of: caseID, in: replica)
        let standing = try Standing(replica)
        var page = Page()
        for receipt in held.receipts {
            page.say("\(receipt.receipt.reference), filed \(receipt.receipt.filedOn)")
            ReceiptScreen.writeChecks(receipt, to: &page)
        }
        page.say(held.isSound ? "Sound." : "NOT proved.")
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page, json: .object(held.json.merging(standing.json) { $1 }),
            exitCode: held.isSound ? .done : .refused)
    }
}
