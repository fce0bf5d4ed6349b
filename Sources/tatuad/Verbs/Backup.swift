import ArgumentParser
import CaseProtocol
import Foundation
import Server

/// Copies everything that a server needs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy everything that a server needs into a new folder, also while it serves.",
        discussion: """
            The copy is of one moment, and whole or not there at all: database, evidence, keys, and manifest.json with sizes \
            and hashes. Whoever has it can read every case and sign in the server's name: keep it as you keep the server, on \
            another machine. “restore” puts it back, “drill” tries whether that works.
            """)

    @Argument(help: "The folder to make. It must not exist; its parent must.")
    var folder: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let target = Paths.absolute(folder)
        let (manifest, took) = try await Stopwatch.measure {
            try await DataFolder(existing: Paths.absolute(data.folder)).withAdmin { try await $0.backUp(to: target) }
        }
        let facts = manifest.facts
        Output.say("\(target): \(Figures.megabytes(manifest.byteCount)) in \(Figures.seconds(took)).")
        Output.say(
            "\(facts.cases) cases, \(facts.accounts) accounts, \(manifest.evidence.files) files of evidence, as of "
                + "\(manifest.at).")
        Output.say("It ends with commit \(facts.head), \(facts.headHash).")
    }
}
