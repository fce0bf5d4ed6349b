import ArgumentParser
import CaseProtocol
import Workflow

/// Lists what this build ships.
struct ListProcedures: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the procedures of this build.")

    func run() throws {
        for line in Procedure.listing(of: Catalogue.standard.procedures) { Output.say(line) }
    }
}
