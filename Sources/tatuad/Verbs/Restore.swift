import ArgumentParser
import CaseProtocol
import Server

/// Puts a backup back.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup back into an empty data directory, and tell its history apart.",
        discussion: """
            Every part of the backup is read and checked first. A directory that holds a store is refused: name another one. \
            The history gets a new name, as with “restored”: each device that comes back compares what it holds, and sends \
            again what it did since the backup, from an archive of 90 days. Numbers of cases go on at a distance. After a \
            kill run it again; until then every other verb refuses the directory.
            """)

    @Argument(help: "The folder that “backup” made.")
    var backup: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let target = Paths.absolute(data.folder)
        let (done, took) = try await Stopwatch.measure {
            try await DataFolder.restore(from: Paths.absolute(backup), into: target)
        }
        let (facts, manifest) = (done.manifest.facts, done.manifest)
        Output.say(
            "\(target): \(Figures.megabytes(manifest.byteCount)) in \(Figures.seconds(took)), as of \(manifest.at).")
        Output.say("\(facts.cases) cases, \(facts.accounts) accounts, \(manifest.evidence.files) files of evidence.")
        Output.say("It ends with commit \(facts.head), \(facts.headHash).")
        Output.say(
            "The history of this server is now called \(done.epoch). Serve it under the address that devices know: when they "
                + "sync, they send again what came after the backup.")
        Output.say(
            "What was erased after \(manifest.at) is back. Before you serve: tatuad retention again LIST, with the list that "
                + "“retention erased --json” made of the directory in use.")
    }
}
