import ArgumentParser
import CaseProtocol

/// Takes a procedure into the store.
struct ProcedureLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Load a procedure; clients get it with their next sync.",
        discussion: """
            New cases open under the latest version. Cases that run stay on theirs until “tatuad procedure migrate”. A file \
            that “tatuad procedure check” finds faulty is not loaded.
            """)

    @Argument(help: "The file, JSON as “tatuad procedure show --json” prints it.")
    var file: String
    @OptionGroup var data: DataOptions
    @Flag(name: .customLong("dry-run"), help: "Report what would happen; change nothing.")
    var dryRun = false

    func run() async throws {
        try await LoadItem.run(.procedure, body: try LoadItem.json(file), into: data, dryRun: dryRun)
    }
}
