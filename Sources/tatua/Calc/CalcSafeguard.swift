import ArgumentParser
import CaseProtocol
import Workflow

/// The steps by which a safeguard gets looser.
struct CalcLiberalisation: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "liberalisation", abstract: "Schedule of liberalisation and mid-term review (SG 7.4).")

    @Option(
        help: ArgumentHelp("From introduction to last day, FROM..UNTIL.", valueName: "period"),
        transform: CalcInput.period)
    var period: MeasurePeriod
    @Option(help: ArgumentHelp("First rate, such as \"30 %\".", valueName: "rate"), transform: CalcInput.amount)
    var start: DecimalAmount
    @Option(help: ArgumentHelp("Last rate.", valueName: "rate"), transform: CalcInput.amount)
    var end: DecimalAmount
    @Option(help: ArgumentHelp("Months between two steps.", valueName: "months"))
    var every = 12
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult {
        try Liberalisation.evaluate(period, start: start, end: end, intervalMonths: every)
    }
}

/// How long a safeguard may last.
struct CalcDuration: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "duration", abstract: "Longest duration of a safeguard: 4, 8 or 10 years (SG 7.1, 7.3, 9.2).")

    @Option(
        help: ArgumentHelp(
            "From introduction (of a provisional measure, if there was one) to last day, FROM..UNTIL.",
            valueName: "period"),
        transform: CalcInput.period)
    var period: MeasurePeriod
    @Flag(help: "It is extended under SG 7.2.")
    var extended = false
    @Flag(help: "A developing country applies it.")
    var developingUser = false
    @OptionGroup var options: CalcOptions

    func result() -> LegalTestResult {
        SafeguardDuration.evaluate(period, isExtended: extended, isDevelopingUser: developingUser)
    }
}

/// When a safeguard may come again.
struct CalcReapply: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "reapply", abstract: "First day of another safeguard on a product (SG 7.5, 7.6, 9.2).")

    @Option(
        help: ArgumentHelp("An earlier measure, FROM..UNTIL; may come several times.", valueName: "period"),
        transform: CalcInput.period)
    var earlier: [MeasurePeriod] = []
    @Option(help: ArgumentHelp("Day on which the new one would begin.", valueName: "date"), transform: CalcInput.date)
    var proposed: CivilDate?
    @Option(help: ArgumentHelp("How long the new one would last; 180 or less is short.", valueName: "days"))
    var newDays: Int?
    @Flag(help: "A developing country applies it.")
    var developingUser = false
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult {
        try Reapplication.evaluate(
            earlier: earlier, proposedOn: proposed, newDays: newDays, isDevelopingUser: developingUser)
    }
}
