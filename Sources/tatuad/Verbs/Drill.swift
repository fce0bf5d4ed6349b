import ArgumentParser
import CaseCrypto
import CaseProtocol
import Foundation
import Server
import ServerSQLite

/// Tries whether this store could be put back.
struct Drill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try it: back up, restore elsewhere, verify, compare, and take both away again.",
        discussion: """
            Nothing changes here: what gets a new name is the copy. It takes room for two copies beside the data directory, \
            or where --in says. Exit 0 only if everything is right.
            """)

    @OptionGroup var data: DataOptions
    @Option(name: .customLong("in"), help: "Where to work; beside the data directory where it is not said.")
    var place: String?
    @Flag(help: "Leave backup and restored directory for a look at them.")
    var keep = false

    func run() async throws {
        let source = try DataFolder(existing: Paths.absolute(data.folder))
        let url = URL(filePath: source.path)
        let parent = place.map(Paths.absolute) ?? url.deletingLastPathComponent().path
        let folder = "\(parent)/\(url.lastPathComponent).drill"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(
                .invalidField,
                "\(folder) cannot be made. If an earlier drill left it, take it away; otherwise say where with --in.")
        }
        do {
            try await DrillRun(source: source, folder: folder).run()
        } catch {
            if !keep { try FileManager.default.removeItem(atPath: folder) }
            throw error
        }
        if keep {
            Output.say("Left in \(folder): backup and restored. They hold everything that the server holds.")
        } else {
            let (_, took) = try await Stopwatch.measure { try FileManager.default.removeItem(atPath: folder) }
            Output.say("removed \(Figures.seconds(took))")
        }
        Output.say("The drill went well.")
    }
}

/// The steps of a drill, each told with its time.
struct DrillRun {
    let source: DataFolder
    /// Where both copies go.
    let folder: String

    func run() async throws {
        let (backup, restored) = ("\(folder)/backup", "\(folder)/restored")
        let before = try SQLiteCaseStore.facts(in: source.path)
        let (manifest, copied) = try await Stopwatch.measure {
            try await source.withAdmin { try await $0.backUp(to: backup) }
        }
        Output.say("backup   \(Figures.seconds(copied))  \(Figures.megabytes(manifest.byteCount))")

        let (done, put) = try await Stopwatch.measure { try await DataFolder.restore(from: backup, into: restored) }
        Output.say("restore  \(Figures.seconds(put))")

        let key = try source.keys().verifyingKey
        let (report, walked) = try await Stopwatch.measure { try SQLiteCaseStore.verify(folder: restored, key: key) }
        for finding in report.findings { Output.say("\(finding)") }
        guard report.isSound else {
            throw Problem(.guardFailed, "What was restored is not sound: \(report.findingCount) findings.")
        }
        Output.say("verify   \(Figures.seconds(walked))  \(report.commitCount) commits, \(report.rowCount) rows")

        let (differences, compared) = try await Stopwatch.measure {
            try compare(manifest.facts, before: before, restored: restored, epoch: done.epoch, end: report.end)
        }
        guard differences.isEmpty else { throw Problem(.guardFailed, differences.joined(separator: " ")) }
        let facts = manifest.facts
        Output.say(
            "compare  \(Figures.seconds(compared))  commit \(facts.head), \(facts.cases) cases, \(facts.publicCases) of them "
                + "public, \(facts.accounts) accounts, \(manifest.evidence.files) files")
    }

    /// What is not as it must be, each in a sentence.
    ///
    /// - Parameter before: what the source held before the backup; it may have gone on since, and never back.
    private func compare(
        _ facts: StoreFacts, before: StoreFacts, restored: String, epoch: String, end: CommitSealer.ChainEnd
    ) throws -> [String] {
        let now = try SQLiteCaseStore.facts(in: source.path)
        let found = try SQLiteCaseStore.facts(in: restored)
        var differences: [String] = []
        if now.epoch != before.epoch || facts.epoch != before.epoch {
            differences.append("The history here got another name during the drill.")
        }
        if found.epoch != epoch || found.epoch == facts.epoch {
            differences.append("The restored history did not get a name of its own.")
        }
        if found.called("") != facts.called("") {
            differences.append("What was restored does not hold what was backed up: \(found) instead of \(facts).")
        }
        if end.number != facts.head || end.hash.hex != facts.headHash {
            differences.append("The restored ledger does not end where the backup's does.")
        }
        let held = try SQLiteCaseStore.hash(ofCommit: facts.head, in: source.path)
        if facts.head > 0, held != facts.headHash {
            differences.append("Commit \(facts.head) is another one here than in the backup.")
        }
        if !(before.head...now.head).contains(facts.head) || before == now && facts != now {
            differences.append("The backup is not of what is here.")
        }
        return differences
    }
}
