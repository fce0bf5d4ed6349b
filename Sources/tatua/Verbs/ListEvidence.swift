import ArgumentParser
import CaseProtocol
import ClientCore

/// Lists the files on a case.
struct ListEvidence: Verb {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "List the files on a case, and where their bytes are.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let items = try replica.evidence(of: caseID, on: try world.openShelf())
        return try EvidenceScreen.answer(
            items, reference: try replica.reference(of: caseID) ?? reference, caseID, try Standing(replica))
    }
}
