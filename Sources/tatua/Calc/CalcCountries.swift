import ArgumentParser
import Workflow

/// Countries and their imports, by flags or from a table.
struct CountryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A developed country and its volume, such as \"DE=350 t\"; for countervailing with the subsidy behind a comma, \"DE=350 t, 1.5 %\".",
            valueName: "country"))
    var country: [String] = []
    @Option(help: ArgumentHelp("The same of a developing country.", valueName: "country"))
    var developing: [String] = []
    @Option(
        help: ArgumentHelp("Imports from everywhere; the sum of those listed without it.", valueName: "volume"),
        transform: CalcInput.amount)
    var total: DecimalAmount?
    @Option(
        help: ArgumentHelp(
            "A table: country, volume, and if wanted unit, developing, investigated (yes, no), subsidy.",
            valueName: "file"))
    var csv: String?

    func validate() throws {
        guard (csv == nil) == (country + developing).isEmpty else { return }
        throw ValidationError("Give countries with --country and --developing, or a table with --csv; one of the two.")
    }

    func countries() throws -> [CountryImports] {
        if let csv { return try CountryImports.list(parsing: CalcInput.table(csv)) }
        return try country.map { try Self.imports($0, isDeveloping: false) }
            + developing.map { try Self.imports($0, isDeveloping: true) }
    }

    private static func imports(_ text: String, isDeveloping: Bool) throws -> CountryImports {
        let (name, rest) = try CalcInput.named(text, standard: "")
        guard !name.isEmpty else { throw ValidationError("“\(text)” names no country; write \"DE=350 t\".") }
        let parts = rest.split(separator: ",", maxSplits: 1).map(String.init)
        return CountryImports(
            name, try CalcInput.amount(parts.first ?? ""), isDeveloping: isDeveloping,
            subsidy: parts.count == 2 ? try CalcInput.percent(parts[1]) : nil)
    }
}

/// Whether dumped imports of a country are negligible.
struct CalcVolume: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "volume", abstract: "Negligible volume of dumped imports: 3 %, together 7 % (ADA 5.8).")

    @OptionGroup var list: CountryOptions
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult { try NegligibleVolume.evaluate(list.countries(), total: list.total) }
}

/// Whether a countervailing case goes on for a country.
struct CalcCountervailing: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "countervailing", abstract: "Subsidy and volume thresholds by origin (SCM 11.9, 27.10).")

    @OptionGroup var list: CountryOptions
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult {
        try CountervailingThresholds.evaluate(list.countries(), total: list.total)
    }
}

/// Which developing countries a safeguard leaves out.
struct CalcExclusion: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "exclusion", abstract: "Developing countries left out of a safeguard: 3 %, together 9 % (SG 9.1).")

    @OptionGroup var list: CountryOptions
    @OptionGroup var options: CalcOptions

    func result() throws -> LegalTestResult { try SafeguardExclusion.evaluate(list.countries(), total: list.total) }
}
