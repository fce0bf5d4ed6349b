import ArgumentParser
import CaseProtocol
import Glibc

/// The server program: reads its arguments, connects the parts, runs a verb, and turns every end into an exit code.
@main
struct Program {
    static func main() async {
        // Whatever this process makes is its owner's alone.
        umask(0o077)
        // A dump of its memory would hold cases and keys.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        do {
            var verb = try Tatuad.parseAsRoot()
            if var asynchronous = verb as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try verb.run()
            }
        } catch let code as ExitCode {
            // The verb has said why.
            exit(code.rawValue)
        } catch {
            switch Tatuad.exitCode(for: error) {
            case .success:
                Output.say(lines: Tatuad.fullMessage(for: error))
                exit(0)
            case .validationFailure:
                Output.complain(lines: Tatuad.fullMessage(for: error))
                exit(2)
            default:
                Output.complain("tatuad: \(FailureWords.sentence(error))")
                exit(1)
            }
        }
    }
}

/// `tatuad`, the server of Tatua.
struct Tatuad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tatuad",
        abstract: "The server of Tatua: keeps cases, decides commands, issues numbers, watches deadlines.",
        discussion: """
            Most verbs work on a data directory, which all but verify, backup, drill and doctor make when it is missing; while a \
            server runs on it, they hand it their work. “procedure list|show|check|diagram”, “calendar list|show” and “replay” need none.

            Exit codes: 0 done, 1 refused or something is off, 2 wrong usage.
            """,
        subcommands: [
            Serve.self, UserVerbs.self, OrganisationVerbs.self, SettingVerbs.self, TermsVerbs.self, ImportVerbs.self,
            Replay.self,
            ProcedureVerbs.self,
            CalendarVerbs.self,
            CodesVerbs.self, BundleVerbs.self, HoldVerbs.self, Erase.self, RetentionVerbs.self, Verify.self,
            Backup.self, Restore.self, Drill.self,
            Restored.self, Doctor.self,
        ])
}

/// The option that every verb has.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: "The data directory.")
    var folder: String
}
