import ArgumentParser
import CaseProtocol
import Workflow

/// Shows one procedure whole.
struct ShowProcedure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a procedure: stages, rules, clocks with their authority, fields.",
        discussion: "Writes the page of docs/procedures, Markdown; with --json the file that other offices can load.")

    @Argument(help: "ID, ID@VERSION, or a file.")
    var procedure: String
    @Flag(help: "As the JSON of the exchange format.")
    var json = false

    func run() throws {
        let procedure = try ProcedureSource.find(procedure)
        guard json else { return Output.say(lines: ProcedurePage(procedure).markdown) }
        let text = procedure.prettyJSON
        Output.say(json: text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
}
