import ArgumentParser
import CaseProtocol
import Foundation
import Workflow

/// Code lists.
struct CodesVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes", abstract: "Load code lists.", subcommands: [CodesLoad.self])
}

/// Takes a code list into the store.
struct CodesLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Load a code list; clients get it with their next sync.",
        discussion: """
            A file that ends in .csv is a list of HS codes with the columns code, description, parent, level and section; any \
            other is the exchange form of a list, JSON. Nothing is loaded of a file that is faulty in any line. A list goes to \
            every client: the HS list of six digits weighs about half a megabyte.
            """)

    @Argument(help: "The file.")
    var file: String
    @Option(help: "Which edition of the HS the file holds.")
    var edition = "2022"
    @OptionGroup var data: DataOptions
    @Flag(name: .customLong("dry-run"), help: "Report what would happen; change nothing.")
    var dryRun = false

    func run() async throws {
        try await LoadItem.run(.codeList, body: try body(), into: data, dryRun: dryRun)
    }

    private func body() throws -> JSONValue {
        guard file.hasSuffix(".csv") else { return try LoadItem.json(file) }
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ValidationError("The file \(file) cannot be read.")
        }
        do {
            return try CodeList.hs(fromCSV: bytes, edition: edition).json
        } catch {
            throw ValidationError("\(file): \(error)")
        }
    }
}
