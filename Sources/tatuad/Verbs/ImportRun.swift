import CaseProtocol

/// The run of an import: in batches through the one write path, then told line by line.
enum ImportRun {
    private static let batchLinesMax = 100

    static func run(_ lines: [String], into data: DataOptions, dryRun: Bool) async throws -> ImportReport {
        try await DataFolder(data.folder).withAdmin { channel in
            var report = ImportReport(dryRun: dryRun, lines: [])
            for start in stride(from: 0, to: lines.count, by: batchLinesMax) {
                let batch = Array(lines[start..<min(start + batchLinesMax, lines.count)])
                let request = ImportRequest(lines: batch, firstLine: start + 1, dryRun: dryRun)
                do {
                    report.lines += try await channel.importComplaints(request).lines
                } catch {
                    throw ImportLines.stopped(error, after: start, of: lines.count, dryRun: dryRun)
                }
                Output.complain("\(min(start + batchLinesMax, lines.count)) of \(lines.count) lines read")
            }
            return report
        }
    }

    static func say(_ report: ImportReport) {
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
