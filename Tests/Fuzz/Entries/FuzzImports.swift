import CaseProtocol
import Server

/// Lines of files of published cases, as an administrator imports them; the first byte says from which line they are counted.
enum FuzzImports {
    @Sendable static func run(_ bytes: [UInt8]) async throws {
        guard let first = bytes.first else { return }
        let lines = bytes.dropFirst().split(separator: UInt8(ascii: "\n")).prefix(8)
            .map { String(decoding: $0, as: UTF8.self) }
        let firstLine = first == 0 ? Int.max - 2 : Int(first)
        let request = ImportRequest(lines: lines, firstLine: firstLine, dryRun: false)
        let core = try await Scene.shared.server()
        let report: ImportReport
        do {
            report = try await core.importComplaints(request)
        } catch is Problem {
            return
        } catch {
            throw FuzzFinding("the server broke: \(error)")
        }
        try expect(report.lines.count <= lines.count, "more lines are reported than there were")
        // Once imported, a line adds nothing.
        let again = try await core.importComplaints(request)
        try expect(!again.lines.contains { $0.result == .added }, "a case was imported twice")
    }
}
