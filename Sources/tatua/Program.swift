import ArgumentParser
import CaseProtocol
import ClientCore
import Glibc

/// The terminal program: reads its arguments, runs a verb, and turns every end into an exit code.
@main
struct Program {
    static func main() async {
        if let exitCode = KeyAgentProcess.run(Array(CommandLine.arguments.dropFirst())) { exit(exitCode) }
        let world = World.real()
        let ending = await run(Array(CommandLine.arguments.dropFirst()), in: world)
        for line in ending.complaints { world.terminal.complain(line) }
        for line in ending.lines { world.terminal.say(line) }
        exit(ending.exitCode.rawValue)
    }

    /// Runs one command line. Never throws: what went wrong is in the ending.
    static func run(_ arguments: [String], in world: World) async -> Ending {
        var isJSON = arguments.contains("--json")
        do {
            var command = try Tatua.parseAsRoot(arguments)
            guard let verb = command as? any Verb else {
                // Help and the like: they end by throwing what they have to say.
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
                return Ending(exitCode: .done)
            }
            isJSON = verb.output.isJSON
            let answer = try await verb.answer(in: world)
            let lines = isJSON ? [JSONText.printable(answer.json)] : answer.page.lines
            return Ending(exitCode: answer.exitCode, lines: lines)
        } catch {
            return Ending(error, isJSON: isJSON)
        }
    }
}

/// How a run ended: what goes to standard output and standard error, and the exit code.
struct Ending: Equatable {
    var exitCode: TatuaExitCode
    var lines: [String] = []
    var complaints: [String] = []
}

extension Ending {
    /// The end that an error makes. With `--json`, the problem is the one object on standard output.
    init(_ error: any Error, isJSON: Bool) {
        let problem: Problem
        var usage: [String] = []
        if let known = Problem(ofRun: error) {
            problem = known
        } else {
            switch Tatua.exitCode(for: error) {
            case .success:
                self.init(exitCode: .done, lines: Self.wrapped(Tatua.fullMessage(for: error, columns: Page.columns)))
                return
            case .validationFailure:
                problem = Problem(.wrongUsage, Tatua.message(for: error))
                usage = Self.wrapped(Tatua.fullMessage(for: error, columns: Page.columns))
            default: problem = Problem(.deviceFailed, "Something on this device failed: \(error)")
            }
        }
        let exitCode = TatuaExitCode(problem)
        if isJSON {
            self.init(exitCode: exitCode, lines: [JSONText.printable(["problem": ProblemView.json(problem)])])
        } else if usage.isEmpty {
            var page = Page()
            ProblemScreen.write(problem, to: &page, prefix: "tatua: ")
            self.init(exitCode: exitCode, complaints: page.lines)
        } else {
            self.init(exitCode: exitCode, complaints: usage)
        }
    }

    /// The argument parser's text: its lines stay, what is too wide is broken.
    private static func wrapped(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            var page = Page()
            let indent = line.prefix { $0 == " " }.count
            if Plain.width(line) > Page.columns { page.say(String(line), indent: indent, hanging: indent + 2) }
            return page.lines.isEmpty ? [Plain.line(String(line))] : page.lines
        }
    }
}
