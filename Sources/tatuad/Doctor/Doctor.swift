import ArgumentParser
import CaseProtocol
import Foundation
import NIOSSL
import Server

/// Looks at everything that ought to be well, and says what is not.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look whether all is well: permissions, keys, disk, version, file, clock, backups, certificate.",
        discussion: """
            Only reads, also while a server runs. Says of each thing “ok”, “watch” or “wrong”, and what to do. Exit 1 if \
            anything is wrong.
            """)

    @OptionGroup var data: DataOptions
    @Option(help: "The folder in which backups lie, one beside the other.")
    var backups: String?
    @Option(help: "The certificate that the server shows, in PEM.")
    var tlsCertificate: String?
    @Flag(help: "Answer with one object.")
    var json = false

    func run() async throws {
        let folder = try DataFolder(existing: data.folder)
        let now = SystemServerClock().now()
        let store = StoreDoctor(folder: folder, now: now)
        var findings = FolderDoctor(folder: folder).findings() + store.findings() + [store.backup(in: backups)]
        if let tlsCertificate { findings.append(Self.certificate(tlsCertificate, now: now)) }
        let isWell = !findings.contains { $0.grade == .wrong }
        if json {
            let answer: JSONValue = ["well": .bool(isWell), "findings": .array(findings.map(\.json))]
            Output.say(json: answer.canonicalText)
        } else {
            for finding in findings {
                let grade = finding.grade.rawValue.padding(toLength: 6, withPad: " ", startingAt: 0)
                let subject = finding.subject.padding(toLength: 12, withPad: " ", startingAt: 0)
                Output.say("\(grade)\(subject) \(finding.words)")
            }
        }
        if !isWell { throw ExitCode(1) }
    }

    private static func certificate(_ path: String, now: Timestamp) -> Finding {
        guard let own = try? NIOSSLCertificate.fromPEMFile(path).first else {
            return .wrong("certificate", "\(path) cannot be read as PEM.")
        }
        let left = Int64(own.notValidAfter) * 1_000 - now.milliseconds
        if left <= 0 { return .wrong("certificate", "The certificate has ended. Renew it, then send tatuad a SIGHUP.") }
        let words = "The certificate holds for \(Finding.span(left)) more."
        return left < 21 * 86_400_000 ? .watch("certificate", words + " Renew it.") : .ok("certificate", words)
    }
}
