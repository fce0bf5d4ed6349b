import ArgumentParser
import Foundation
import Workflow

/// Replays registers of real cases against the procedures, without a store.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report where real cases stand, and which real dates lie outside a stated limit.",
        discussion: """
            Reads the registers of WTO disputes and of trade-remedy cases (CSV, told by the names of their columns) and
            writes a page in Markdown: the stages, the rows outside a limit with the article, and what could not be tested
            and why. Changes nothing and needs no data directory; `import cases` takes the rows in.
            """)

    @Argument(help: "The files.")
    var files: [String]
    @Option(help: "Where the page goes; standard output without it.")
    var report: String?

    func run() throws {
        let registers = try files.map(RegisterFiles.read)
        let page = ReplayReport(registers.map { ($0.file, $0.rows) }).markdown
        guard let report else {
            Output.say(lines: page)
            return
        }
        do {
            try page.write(toFile: report, atomically: true, encoding: .utf8)
        } catch {
            throw ValidationError("The page \(report) cannot be written.")
        }
    }
}
