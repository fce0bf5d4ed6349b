import ArgumentParser
import CaseProtocol
import ClientCore
import Glibc

/// The terminal program: reads its arguments, runs a verb, and turns every end into an exit code.
@main
struct Program {
    static func main() async {
        let world = World.real()
        let ending = await run(Array(CommandLine.arguments.dropFirst()), in: world)
        for line in ending.complaints { world.terminal.complain(line) }
        for line in ending.lines { world.terminal.say(line) }
        exit(ending.exitCode.rawValue)
    }

    /// Runs one command line. Never throws: what went wrong is in the ending.
    static func run(_ arguments: [String], in world: World) async -> Ending {
        let isJSON = arguments.contains("--json")
        do {
            var command = try Tatua.parseAsRoot(arguments)
            guard let verb = command as? any Verb else {
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
                return Ending(exitCode: .done)
            }
            let answer = try await verb.answer(in: world)
            let lines = isJSON ? [JSONText.printable(answer.json)] : answer.page.lines.map(Plain.line)
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
        guard let problem = Problem(ofRun: error) else {
            self = Self.parserEnding(error, isJSON: isJSON)
            return
        }
        let exitCode = TatuaExitCode(problem)
        if isJSON {
            self.init(exitCode: exitCode, lines: [JSONText.printable(["problem": ProblemView.json(problem)])])
        } else {
            var page = Page()
            ProblemScreen.write(problem, to: &page, prefix: "tatua: ")
            self.init(exitCode: exitCode, complaints: page.lines.map(Plain.line))
        }
    }

    /// Help that was asked for is done; everything else that the argument parser throws is wrong usage.
    private static func parserEnding(_ error: any Error, isJSON: Bool) -> Ending {
        let text = Tatua.fullMessage(for: error, columns: Page.columns)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            var page = Page()
            let indent = line.prefix { $0 == " " }.count
            if Plain.width(line) > Page.columns { page.say(String(line), indent: indent, hanging: indent + 2) }
            return page.lines.isEmpty ? [Plain.line(String(line))] : page.lines
        }
        guard Tatua.exitCode(for: error) != .success else { return Ending(exitCode: .done, lines: lines) }
        guard isJSON else { return Ending(exitCode: .wrongUsage, complaints: lines) }
        let problem = Problem(.wrongUsage, Tatua.message(for: error))
        return Ending(
            exitCode: .wrongUsage, lines: [JSONText.printable(["problem": ProblemView.json(problem)])])
    }
}
