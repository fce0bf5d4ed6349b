import ArgumentParser
import CaseProtocol
import Server
import ServerSQLite

/// Walks the ledger and everything derived from it.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Walk the ledger: chain, signatures, row hashes, derived state. Exit 1 and the place if anything is off.",
        discussion: "Only reads, also while a server runs on the directory; a directory without a store is refused.")

    @OptionGroup var data: DataOptions

    func run() async throws {
        let folder = try DataFolder(existing: data.folder)
        let key = try folder.keys().verifyingKey
        let report = try SQLiteCaseStore.verify(folder: folder.path, key: key) { done, all in
            if done % 10_000 == 0 { Output.complain("\(done) of \(all) commits checked") }
        }
        for finding in report.findings { Output.say(finding.description) }
        guard report.isSound else {
            Output.say("\(report.findingCount) findings in \(report.commitCount) commits.")
            throw ExitCode(1)
        }
        Output.say("The ledger is sound: \(report.commitCount) commits, \(report.rowCount) rows.")
        if report.signatureCount > 0 {
            Output.say("\(report.signatureCount) commits are signed by the devices that sent them.")
        }
        if report.erasedCount > 0 { Output.say("\(report.erasedCount) versions were erased.") }
        // An end that was cut off whole shows only against one that was noted elsewhere.
        Output.say("It ends with commit \(report.end.number), \(report.end.hash).")
    }
}
