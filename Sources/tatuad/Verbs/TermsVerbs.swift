import ArgumentParser
import CaseProtocol
import Foundation

/// The privacy notice and terms.
struct TermsVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms",
        abstract: "Put a version of the privacy notice and terms in force, and show the present one.",
        subcommands: [LoadTerms.self, ShowTerms.self])
}

/// Puts a version in force.
struct LoadTerms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Put another version in force, from a text file.",
        discussion:
            "Everybody is asked to accept it at their next sign-in, and whoever registers at once. A version stands for one text for ever. At most 200,000 bytes of UTF-8."
    )

    @Argument(help: "The text.", completion: .file())
    var file: String
    @Option(help: "What it is called, such as 2026-11.")
    var version: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: file), let text = String(bytes: bytes, encoding: .utf8)
        else { throw Problem(.invalidField, "\(file) cannot be read, or is not UTF-8.", path: "file") }
        let request = LoadTermsRequest(version: version, text: text)
        _ = try await DataFolder(data.folder).withAdmin { try await $0.loadTerms(request) }
        Output.say("Version \(version) is in force. It is asked for at each person's next sign-in.")
    }
}

/// Shows the present one.
struct ShowTerms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show the version in force.")

    @OptionGroup var data: DataOptions

    func run() async throws {
        let terms = try await DataFolder(data.folder).withAdmin { try await $0.terms() }
        Output.say("Version \(terms.version), since \(terms.since)")
        Output.say(lines: terms.text)
    }
}
