import ArgumentParser
import Workflow

/// Whether enough of the domestic industry stands behind an application.
struct CalcStanding: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "standing", abstract: "Standing of an applicant: both denominators (ADA 5.4, SCM 11.4).",
        discussion: """
            Give outputs by flags, as AMOUNT or NAME=AMOUNT, or a table with the columns name, output, position \
            (supports, opposes, silent), and if wanted unit and related (yes, no).
            """)

    @Option(help: ArgumentHelp("Output of a producer who supports the application.", valueName: "output"))
    var supports: [String] = []
    @Option(help: ArgumentHelp("Output of one who opposes it.", valueName: "output"))
    var opposes: [String] = []
    @Option(help: ArgumentHelp("Output of one who says nothing.", valueName: "output"))
    var silent: [String] = []
    @Option(
        help: ArgumentHelp("Output of the whole domestic industry, if more than is listed.", valueName: "output"),
        transform: CalcInput.amount)
    var total: DecimalAmount?
    @Option(help: ArgumentHelp("A table of producers.", valueName: "file"))
    var csv: String?
    @Flag(help: "Leave related producers out of the domestic industry (ADA 4.1(i)).")
    var leaveOutRelated = false
    @OptionGroup var options: CalcOptions

    func validate() throws {
        guard (csv == nil) == (supports + opposes + silent).isEmpty else { return }
        throw ValidationError("Give outputs by flags, or a table with --csv; one of the two.")
    }

    func result() throws -> LegalTestResult {
        var producers: [StandingTest.Producer] = []
        if let csv { producers = try StandingTest.Producer.list(parsing: CalcInput.table(csv)) }
        let groups: [(StandingTest.Position, [String])] = [
            (.supports, supports), (.opposes, opposes), (.silent, silent),
        ]
        for (position, texts) in groups {
            for (index, text) in texts.enumerated() {
                let (name, output) = try CalcInput.named(text, standard: "\(position.rawValue) \(index + 1)")
                producers.append(StandingTest.Producer(name, output: try CalcInput.amount(output), position))
            }
        }
        return try StandingTest.evaluate(producers, totalOutput: total, excludesRelated: leaveOutRelated)
    }
}
