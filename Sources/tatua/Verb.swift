import ArgumentParser
import CaseProtocol

/// A verb of the program: arguments in, an answer out. It writes nothing itself but notices and questions.
protocol Verb: AsyncParsableCommand {
    var output: OutputOptions { get }
    /// - Throws: a ``Problem`` for what a person can understand, `ValidationError` for wrong usage.
    func answer(in world: World) async throws -> Answer
}

/// What a verb answers, for people and for programs, and how the run ends.
struct Answer {
    var page: Page
    /// One object, as docs/json.md has it.
    var json: JSONValue
    var exitCode = TatuaExitCode.done
}

/// The option that every verb has.
struct OutputOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Answer with one JSON object (see docs/json.md).")
    var isJSON = false
}
