import ArgumentParser
import CaseProtocol
import Foundation

/// Recorded history from other registers.
struct ImportVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import cases of other registers.", subcommands: [ImportComplaints.self])
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

    private static let batchLinesMax = 100

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ValidationError("The file \(file) cannot be read.")
        }
        let lines = ImportLines.split(String(decoding: bytes, as: UTF8.self))
        let dryRun = dryRun
        let report = try await DataFolder(data.folder).withAdmin { channel in
            var report = ImportReport(dryRun: dryRun, lines: [])
            for start in stride(from: 0, to: lines.count, by: Self.batchLinesMax) {
                let batch = Array(lines[start..<min(start + Self.batchLinesMax, lines.count)])
                let request = ImportRequest(lines: batch, firstLine: start + 1, dryRun: dryRun)
                do {
                    report.lines += try await channel.importComplaints(request).lines
                } catch {
                    throw ImportLines.stopped(error, after: start, of: lines.count, dryRun: dryRun)
                }
                Output.complain("\(min(start + Self.batchLinesMax, lines.count)) of \(lines.count) lines read")
            }
            return report
        }
        Self.say(report)
        if report.lines.contains(where: { $0.result == .refused }) { throw ExitCode(1) }
    }

    private static func say(_ report: ImportReport) {
        for line in report.lines where line.result == .refused || !line.flags.isEmpty {
            let what = line.problem.map { "refused: \($0.message)" } ?? "flagged: \(line.flags.joined(separator: ", "))"
            Output.say("line \(line.line) \(line.number ?? "(no number)"): \(what)")
        }
        let count = { (result: ImportLineReport.Result) in report.lines.count { $0.result == result } }
        Output.say(
            (report.dryRun ? "Nothing was changed. It would be: " : "")
                + "\(count(.added)) added, \(count(.alreadyThere)) already there, \(count(.refused)) refused.")
    }
}
