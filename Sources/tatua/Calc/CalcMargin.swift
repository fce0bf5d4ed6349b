import ArgumentParser
import Workflow

/// The margin of dumping of one exporter.
struct CalcMargin: CalcVerb {
    static let configuration = CommandConfiguration(
        commandName: "margin", abstract: "Margin of dumping by W-W, T-T or W-T, without zeroing (ADA 2.4.2, 5.8).",
        discussion: """
            The table has the columns id, market (home, export, normal), model, price and quantity, and if wanted \
            currency, unit, adjustment (per unit, -2.50 takes off) and compared (the home sale of an export, for t-t). A \
            line of market normal gives a third-country or constructed value. Without a table give one normal value and \
            one export price.
            """)

    @Option(
        help: ArgumentHelp("w-w (as without it), t-t or w-t.", valueName: "method"), transform: CalcMargin.method)
    var method = DumpingMargin.Method.averages
    @Option(help: ArgumentHelp("A table of sales of one exporter.", valueName: "file"))
    var csv: String?
    @Option(
        help: ArgumentHelp("Normal value of one unit.", valueName: "price"), transform: CalcInput.amount)
    var normalValue: DecimalAmount?
    @Option(help: ArgumentHelp("Export price of one unit.", valueName: "price"), transform: CalcInput.amount)
    var exportPrice: DecimalAmount?
    @Option(help: ArgumentHelp("For w-t: how export prices differ significantly.", valueName: "text"))
    var pattern: String?
    @Option(help: ArgumentHelp("For w-t: why w-w or t-t cannot deal with that.", valueName: "text"))
    var explanation: String?
    @OptionGroup var options: CalcOptions

    func validate() throws {
        if csv != nil, normalValue == nil, exportPrice == nil { return }
        if csv == nil, normalValue != nil, exportPrice != nil, method != .transactions { return }
        throw ValidationError(
            "Give a table with --csv, or (for w-w and w-t) both --normal-value and --export-price.")
    }

    func result() throws -> LegalTestResult {
        let reasons = DumpingMargin.Reasons(pattern: pattern ?? "", explanation: explanation ?? "")
        var sales: [Sale] = []
        if let csv { sales = try Sale.list(parsing: CalcInput.table(csv)) }
        if let normalValue, let exportPrice {
            let one = DecimalAmount(Ratio(1), "unit")
            sales = [
                Sale("normal value", .normal, model: "the product", price: normalValue, quantity: one),
                Sale("export", .export, model: "the product", price: exportPrice, quantity: one),
            ]
        }
        return try DumpingMargin.evaluate(method, sales, reasons: reasons)
    }

    @Sendable private static func method(_ text: String) throws -> DumpingMargin.Method {
        guard let method = DumpingMargin.Method(rawValue: text.lowercased()) else {
            throw ValidationError("“\(text)” is no method; there are w-w, t-t and w-t.")
        }
        return method
    }
}
