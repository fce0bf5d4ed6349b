import ArgumentParser
import CaseProtocol
import Foundation
import Workflow

/// Imports rows of the registers of WTO disputes and of trade-remedy cases.
struct ImportCases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "Import WTO disputes and trade-remedy cases, from CSV.",
        discussion: """
            The register is told by the names of the columns. A case goes in at the stage that its published status, dates
            or measure support; a missing date stays missing, and what is odd is flagged. A row that supports no stage is
            reported by line and the others go in. Importing a file twice adds nothing.
            """)

    @Argument(help: "The files, CSV with a line of column names.")
    var files: [String]
    @OptionGroup var data: DataOptions
    @Flag(name: .customLong("dry-run"), help: "Report what would happen; change nothing.")
    var dryRun = false

    func run() async throws {
        let registers = try files.map(RegisterFiles.read)
        var isRefused = false
        for register in registers {
            if files.count > 1 { Output.say("\(register.path):") }
            let report = try await ImportRun.run(register.lines, into: data, dryRun: dryRun)
            ImportRun.say(report)
            isRefused = isRefused || report.lines.contains { $0.result == .refused }
        }
        if isRefused { throw ExitCode(1) }
    }
}

/// Files of the registers, as the verbs read them.
enum RegisterFiles {
    struct Contents {
        let path: String
        let file: RegisterFile
        let rows: [RegisterRow]

        /// The rows as lines of an import, each at the number of its line in the file; lines between them are empty.
        var lines: [String] {
            var lines = Array(repeating: "", count: rows.last?.line ?? 0)
            for row in rows { lines[row.line - 1] = row.json.canonicalText }
            return lines
        }
    }

    /// - Throws: ``ValidationError`` for a file that cannot be read or is of no register.
    static func read(_ path: String) throws -> Contents {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ValidationError("The file \(path) cannot be read.")
        }
        do {
            guard let (file, rows) = try RegisterFile.read(Array(bytes)) else {
                let names = RegisterFile.allCases.map(\.name).joined(separator: " nor of ")
                throw ValidationError("The file \(path) has neither the columns of \(names).")
            }
            return Contents(path: path, file: file, rows: rows)
        } catch let fault as CSVFault {
            throw ValidationError("The file \(path) cannot be read. \(fault)")
        }
    }
}
