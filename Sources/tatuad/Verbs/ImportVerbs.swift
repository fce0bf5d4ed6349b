import ArgumentParser
import CaseProtocol
import Foundation

/// Recorded history from other registers.
struct ImportVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import cases of other registers.",
        subcommands: [ImportComplaints.self, ImportCases.self])
}

/// Imports complaints of the Tripartite and AfCFTA registers.
struct ImportComplaints: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complaints", abstract: "Import NTB complaints, one JSON object a line.",
        discussion: """
            The original number is kept as an alias; facts are kept as the source has them, and what is odd about them
            is flagged. A line that cannot be read is reported by number and the others go in. Importing a file twice
            adds nothing.
            """)

    @Argument(help: "The file, JSON Lines.")
    var file: String
    @OptionGroup var data: DataOptions
    @Flag(name: .customLong("dry-run"), help: "Report what would happen; change nothing.")
    var dryRun = false

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ValidationError("The file \(file) cannot be read.")
        }
        let lines = ImportLines.split(String(decoding: bytes, as: UTF8.self))
        let report = try await ImportRun.run(lines, into: data, dryRun: dryRun)
        ImportRun.say(report)
        if report.lines.contains(where: { $0.result == .refused }) { throw ExitCode(1) }
    }
}
