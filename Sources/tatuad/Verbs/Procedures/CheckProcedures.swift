import ArgumentParser
import CaseProtocol
import Workflow

/// Checks files that somebody wants to load.
struct CheckProcedures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check procedure files: well formed, unambiguous, every stage reached and left.",
        discussion: """
            Names the row of every finding. Exit 1 where a file is malformed or has an error: such a procedure is not \
            loaded. Warnings only ask to be looked at. Nothing is changed.
            """)

    @Argument(help: "The files, JSON.")
    var files: [String]

    func run() throws {
        var isSound = true
        for file in files {
            do {
                let procedure = try ProcedureSource.read(file: file)
                let findings = check(procedure)
                for line in ProcedureFinding.report(findings, on: procedure, in: file) { Output.say(line) }
                isSound = isSound && !findings.contains { $0.severity == .error }
            } catch let problem as Problem {
                Output.say(problem.message)
                isSound = false
            }
        }
        if !isSound { throw ExitCode(1) }
    }
}
