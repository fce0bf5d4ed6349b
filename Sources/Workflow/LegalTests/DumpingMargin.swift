import CaseProtocol

/// The margin of dumping of one exporter, by model, without zeroing: what a dear model lacks in dumping counts against
/// what a cheap one has.
public enum DumpingMargin {
    public enum Method: String, CaseIterable, Hashable, Sendable {
        /// Weighted-average normal value with the weighted average of all comparable export prices.
        case averages = "w-w"
        /// Transaction with transaction.
        case transactions = "t-t"
        /// Weighted-average normal value with single export transactions: the exception.
        case targeted = "w-t"

        var title: String {
            switch self {
            case .averages: "weighted average to weighted average (W-W)"
            case .transactions: "transaction to transaction (T-T)"
            case .targeted: "weighted average to transaction (W-T)"
            }
        }
    }

    /// The two reasons that W-T calls for.
    public struct Reasons: Hashable, Sendable {
        /// How export prices differ significantly by purchaser, region or period.
        public let pattern: String
        /// Why W-W or T-T cannot take that into account.
        public let explanation: String

        public init(pattern: String, explanation: String) {
            self.pattern = pattern
            self.explanation = explanation
        }
    }

    public static let modelsMax = 2_000

    static let methodSource = LegalSource("ADA 2.4.2", .secondary)
    static let sources = [
        methodSource, LegalSource("ADA 2.4 (fair comparison, adjustments)", .secondary),
        LegalSource("ADA 5.8 (de minimis: less than 2 % of the export price)", .secondary),
        LegalSource("Appellate Body practice: no zeroing", .recalledHigh),
    ]

    /// Computes `Σ (normal value − export price) × quantity ÷ Σ export price × quantity` over all models.
    ///
    /// - Parameter sales: of one exporter, in one currency and one measure unit.
    /// - Returns: ``LegalVerdict/dumpingFound``, ``LegalVerdict/deMinimis`` (above 0, below 2 %) or
    ///   ``LegalVerdict/noDumping``; one finding a model.
    /// - Throws: among others a refusal that names ADA 2.4.2 when W-T lacks one of its `reasons`.
    public static func evaluate(
        _ method: Method, _ sales: [Sale], reasons: Reasons? = nil
    ) throws(LegalTestRefusal) -> LegalTestResult {
        try checkReasons(method, reasons)
        let comparison = try SalesByModel(sales).compared(by: method)
        guard let margin = comparison.amount.divided(by: comparison.value) else {
            throw .zero("value of all export sales after adjustment")
        }
        let isDumped = Ratio.zero < margin
        let isMinimal = margin < Ratio(percent: 2)
        let show = { (value: Ratio) in DecimalAmount(value, comparison.currency) }
        var steps = ["Method: \(method.title). One exporter, prices per unit after adjustment (ADA 2.4)."]
        if let reasons, method == .targeted {
            steps.append("Pattern of export prices: \(reasons.pattern)")
            steps.append("Why W-W or T-T cannot deal with it: \(reasons.explanation)")
            steps.append("Taken over all exports without zeroing, W-T comes to the same margin as W-W.")
        }
        steps += comparison.notes
        steps.append(
            "Margin: sum of all amounts \(show(comparison.amount).text) ÷ export value \(show(comparison.value).text) "
                + "\(margin.percentResult). Amounts below zero were counted as they are (no zeroing).")
        steps.append("De minimis is less than 2 % (ADA 5.8): the margin is \(margin.standing(to: 2)).")
        return LegalTestResult(
            .margin, "Margin of dumping", !isDumped ? .noDumping : isMinimal ? .deMinimis : .dumpingFound,
            steps: steps,
            figures: [
                LegalFigure("margin", share: margin), LegalFigure("amount of dumping", show(comparison.amount)),
                LegalFigure("export value", show(comparison.value)),
            ],
            findings: comparison.findings, sources: sources,
            inputs: [
                "method": .string(method.rawValue), "sales": .array(sales.map(\.json)),
                "pattern": reasons.map { .string($0.pattern) } ?? .null,
                "explanation": reasons.map { .string($0.explanation) } ?? .null,
            ])
    }

    private static func checkReasons(_ method: Method, _ reasons: Reasons?) throws(LegalTestRefusal) {
        guard method == .targeted else { return }
        if (reasons?.pattern ?? "").allSatisfy(\.isWhitespace) {
            throw .rule(
                "W-T is an exception: say first how export prices differ significantly by purchaser, region or period.",
                methodSource)
        }
        if (reasons?.explanation ?? "").allSatisfy(\.isWhitespace) {
            throw .rule(
                "W-T is an exception: explain why W-W or T-T cannot take such differences into account.", methodSource)
        }
    }
}
