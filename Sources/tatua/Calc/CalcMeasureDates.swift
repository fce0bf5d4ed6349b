import ArgumentParser
import CaseProtocol
import Workflow

/// From when and until when a provisional measure is lawful.
struct CalcProvisional: CalcVerb {
    enum Remedy: String, ExpressibleByArgument, CaseIterable { case antidumping, countervailing, safeguard }

    static let configuration = CommandConfiguration(
        commandName: "provisional",
        abstract: "Gate and cap of a provisional measure (ADA 7.3, 7.4; SCM 17.3, 17.4; SG 6).")

    @Argument(help: ArgumentHelp("antidumping, countervailing or safeguard.", valueName: "remedy"))
    var remedy: Remedy
    @Option(help: ArgumentHelp("Day of initiation.", valueName: "date"), transform: CalcInput.date)
    var initiated: CivilDate?
    @Option(help: ArgumentHelp("Day of application.", valueName: "date"), transform: CalcInput.date)
    var applied: CivilDate?
    @Option(help: ArgumentHelp("Last day planned.", valueName: "date"), transform: CalcInput.date)
    var ends: CivilDate?
    @Flag(help: "Exporters with a significant share of the trade asked for the longer time (antidumping).")
    var exportersAsked = false
    @Flag(help: "A lesser duty is examined (antidumping).")
    var lesserDuty = false
    @OptionGroup var options: CalcOptions

    func validate() throws {
        if remedy != .antidumping, exportersAsked || lesserDuty {
            throw ValidationError("--exporters-asked and --lesser-duty are for antidumping only.")
        }
    }

    func result() throws -> LegalTestResult {
        let kind: ProvisionalMeasure.Kind =
            switch remedy {
            case .antidumping: .antidumping(exportersAsked: exportersAsked, lesserDutyExamined: lesserDuty)
            case .countervailing: .countervailing
            case .safeguard: .safeguard
            }
        return try ProvisionalMeasure.evaluate(kind, initiatedOn: initiated, appliedOn: applied, endsOn: ends)
    }
}

/// How far back a duty may reach.
struct CalcRetroactivity: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "retroactivity", abstract: "First day of entry for a retroactive duty (ADA 10.6 to 10.8).")

    @Option(help: ArgumentHelp("Day of the provisional measure.", valueName: "date"), transform: CalcInput.date)
    var provisional: CivilDate
    @Option(help: ArgumentHelp("Day of initiation.", valueName: "date"), transform: CalcInput.date)
    var initiated: CivilDate
    @Option(help: ArgumentHelp("Day on which goods entered.", valueName: "date"), transform: CalcInput.date)
    var entered: CivilDate?
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult {
        try Retroactivity.evaluate(provisionalOn: provisional, initiatedOn: initiated, enteredOn: entered)
    }
}

/// When a definitive duty ends.
struct CalcSunset: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "sunset", abstract: "Five years, reminder and review of a duty (ADA 11.3, SCM 21.3).")

    @Option(help: ArgumentHelp("Day on which the duty was imposed.", valueName: "date"), transform: CalcInput.date)
    var imposed: CivilDate
    @Option(
        help: ArgumentHelp("Day of the last full review.", valueName: "date"), transform: CalcInput.date)
    var fullReview: CivilDate?
    @Option(help: ArgumentHelp("Day on which a sunset review started.", valueName: "date"), transform: CalcInput.date)
    var started: CivilDate?
    @Option(help: ArgumentHelp("Day for which you ask.", valueName: "date"), transform: CalcInput.date)
    var today: CivilDate?
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult {
        try SunsetWindow.evaluate(
            imposedOn: imposed, lastFullReviewOn: fullReview, reviewStartedOn: started, today: today)
    }
}

/// Whether a consignment is small enough for simplified papers.
struct CalcSTR: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "str", abstract: "Whether a consignment is small enough for simplified papers; a hint.")

    @Argument(
        help: ArgumentHelp("Value of the consignment, such as \"1500 USD\".", valueName: "value"),
        transform: CalcInput.amount)
    var value: DecimalAmount
    @Option(help: ArgumentHelp("COMESA, EAC, SADC or AfCFTA.", valueName: "rec"))
    var rec: String
    @Option(help: ArgumentHelp("Day of the crossing.", valueName: "date"), transform: CalcInput.date)
    var on: CivilDate
    @OptionGroup var options: CalcOptions

    func validate() throws {
        guard RegionalCommunity.named(rec) == nil else { return }
        throw ValidationError("There is no community “\(rec)”.")
    }

    func result() throws -> LegalTestResult {
        try SimplifiedTradeHint.evaluate(value, community: RegionalCommunity.named(rec)?.id ?? rec, on: on)
    }
}
