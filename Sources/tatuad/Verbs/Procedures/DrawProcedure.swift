import ArgumentParser
import CaseProtocol
import Foundation
import Workflow

/// Draws the stages of a procedure and the moves between them.
struct DrawProcedure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagram", abstract: "Draw a procedure for Graphviz, Mermaid or as SVG.",
        discussion: """
            Moves that leave a case at its stage are not drawn; those from any open stage start at one place. What only \
            the system does is dashed. SVG needs the program dot of Graphviz.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case dot, mermaid, svg }

    @Argument(help: "ID, ID@VERSION, or a file.")
    var procedure: String
    @Option(help: "dot, mermaid or svg.")
    var format = Format.dot
    @Option(name: .customLong("out"), help: "The file to write; standard output otherwise.")
    var out: String?

    func run() throws {
        let procedure = try ProcedureSource.find(procedure)
        let drawing: Data
        switch format {
        case .dot: drawing = Data(procedure.graphviz.utf8)
        case .mermaid: drawing = Data(procedure.mermaid.utf8)
        case .svg: drawing = try Dot.svg(of: procedure.graphviz)
        }
        guard let out else { return Output.say(lines: String(decoding: drawing, as: UTF8.self)) }
        do {
            try drawing.write(to: URL(filePath: out))
        } catch {
            throw Problem(.internal, "The file \(out) cannot be written.")
        }
        Output.complain("Wrote \(out).")
    }
}
