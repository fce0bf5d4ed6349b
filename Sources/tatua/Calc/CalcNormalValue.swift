import ArgumentParser
import Workflow

/// Whether home sales are enough for a normal value.
struct CalcSufficiency: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "sufficiency", abstract: "Whether home sales reach 5 % of exports (ADA footnote 2).")

    @Option(help: ArgumentHelp("Sales at home.", valueName: "quantity"), transform: CalcInput.amount)
    var home: DecimalAmount
    @Option(
        help: ArgumentHelp("Sales to the importing country.", valueName: "quantity"), transform: CalcInput.amount)
    var export: DecimalAmount
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult { try HomeMarketTest.evaluate(home: home, export: export) }
}

/// Whether sales below cost are substantial.
struct CalcBelowCost: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "below-cost", abstract: "Whether 20 % of the volume is sold below cost (ADA footnote 5).")

    @Option(help: ArgumentHelp("Volume sold below unit cost.", valueName: "quantity"), transform: CalcInput.amount)
    var below: DecimalAmount
    @Option(help: ArgumentHelp("Volume sold in all.", valueName: "quantity"), transform: CalcInput.amount)
    var total: DecimalAmount
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult { try BelowCostTest.evaluate(belowCost: below, total: total) }
}

/// Whether a lower duty would do.
struct CalcLesserDuty: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "lesser-duty", abstract: "The lower of margin and injury (ADA 9.1).")

    @Option(help: ArgumentHelp("Margin of dumping.", valueName: "percent"), transform: CalcInput.percent)
    var margin: DecimalAmount
    @Option(help: ArgumentHelp("Rate that removes the injury.", valueName: "percent"), transform: CalcInput.percent)
    var injury: DecimalAmount
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult { try LesserDutyTest.evaluate(margin: margin, injury: injury) }
}
