import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// A verb that computes one legal test.
protocol CalcVerb: Verb {
    var options: CalcOptions { get }
    /// - Throws: a ``LegalTestRefusal``, a ``Problem``, `ValidationError` for wrong usage.
    func result() throws -> LegalTestResult
}

/// The options that every legal test has.
struct CalcOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep the result on this case, as an internal note.", valueName: "ref"))
    var attach: String?
    @OptionGroup var output: OutputOptions
}

extension CalcVerb {
    var output: OutputOptions { options.output }

    func answer(in world: World) async throws -> Answer {
        let result: LegalTestResult
        do {
            result = try self.result()
        } catch let refusal as LegalTestRefusal {
            throw refusal.problem
        }
        var page = LegalTestScreen.page(result)
        guard let reference = options.attach else { return Answer(page: page, json: ["result": result.json]) }
        let replica = try world.replica()
        let attached = try CalcAttachment.attach(result, to: reference, in: replica)
        page.gap()
        for line in attached.page.lines { page.say(line) }
        return Answer(
            page: page, json: ["result": result.json, "attached": attached.json], exitCode: attached.exitCode)
    }
}
