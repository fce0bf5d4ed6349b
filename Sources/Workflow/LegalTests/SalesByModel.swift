/// The sales of one exporter, checked and sorted by model.
struct SalesByModel {
    private struct Model {
        var home: [Sale] = []
        var exports: [Sale] = []
        var normal: Sale?
    }

    /// What a comparison over all models comes to, in one currency.
    struct Comparison {
        var amount = Ratio.zero
        var value = Ratio.zero
        let currency: String
        var findings: [LegalFinding] = []
        var notes: [String] = []
    }

    private var models: [String: Model] = [:]
    /// Home sales by id, for pairs.
    private var homeSales: [String: Sale] = [:]
    private let currency: String
    private let unit: String

    init(_ sales: [Sale]) throws(LegalTestRefusal) {
        guard let first = sales.first else { throw .missing("sales", "List home and export sales.") }
        (currency, unit) = (first.price.unit, first.quantity.unit)
        var ids: Set<String> = []
        for sale in sales {
            guard ids.insert(sale.id).inserted else { throw .repeated("sale “\(sale.id)”") }
            try sale.check(against: first)
            switch sale.market {
            case .home:
                models[sale.model, default: Model()].home.append(sale)
                homeSales[sale.id] = sale
            case .export: models[sale.model, default: Model()].exports.append(sale)
            case .normal:
                guard models[sale.model]?.normal == nil else {
                    throw .repeated("normal value of model “\(sale.model)”")
                }
                models[sale.model, default: Model()].normal = sale
            }
        }
        guard models.count <= DumpingMargin.modelsMax else {
            throw .tooMany("models", models.count, max: DumpingMargin.modelsMax)
        }
        for (name, model) in models where model.normal != nil && !model.home.isEmpty {
            throw .contradiction(
                "Model “\(name)” has home sales and a normal value of its own; give one of them (ADA 2.2).")
        }
        guard models.values.contains(where: { !$0.exports.isEmpty }) else {
            throw .missing("export sales", "A margin needs at least one.")
        }
    }

    func compared(by method: DumpingMargin.Method) throws(LegalTestRefusal) -> Comparison {
        var comparison = Comparison(currency: currency)
        for (name, model) in models.sorted(by: { $0.key < $1.key }) {
            guard !model.exports.isEmpty else {
                comparison.notes.append("Model “\(name)” was not exported and does not count.")
                continue
            }
            let value = model.exports.reduce(Ratio.zero) { $0 + $1.value }
            let quantity = model.exports.reduce(Ratio.zero) { $0 + $1.quantity.value }
            var figures: [LegalFigure] = []
            let amount: Ratio
            let formula: String
            if method == .transactions {
                amount = try pairedAmount(name, model)
                formula = "sum over \(model.exports.count) pairs of (home price − export price) × quantity"
            } else {
                let normal = try normalValue(name, model)
                figures.append(LegalFigure("normal value", DecimalAmount(normal, currency)))
                amount = normal * quantity - value
                if method == .averages, let average = value.divided(by: quantity) {
                    figures.append(LegalFigure("export price", DecimalAmount(average, currency)))
                    formula = "(\(normal.text) − \(average.text)) × \(quantity.text) \(unit)"
                } else {
                    formula =
                        "sum over \(model.exports.count) exports of (\(normal.text) − export price) × quantity"
                }
            }
            figures.append(LegalFigure("quantity", DecimalAmount(quantity, unit)))
            figures.append(LegalFigure("amount of dumping", DecimalAmount(amount, currency)))
            figures.append(LegalFigure("export value", DecimalAmount(value, currency)))
            if let share = amount.divided(by: value) { figures.append(LegalFigure("margin", share: share)) }
            comparison.findings.append(
                LegalFinding(name, nil, "\(formula) \(DecimalAmount(amount, currency).result)", figures))
            comparison.amount = comparison.amount + amount
            comparison.value = comparison.value + value
        }
        return comparison
    }

    /// The weighted average of the home sales of a model, or the normal value that stands for it.
    private func normalValue(_ name: String, _ model: Model) throws(LegalTestRefusal) -> Ratio {
        if let normal = model.normal { return normal.netPrice }
        let value = model.home.reduce(Ratio.zero) { $0 + $1.value }
        let quantity = model.home.reduce(Ratio.zero) { $0 + $1.quantity.value }
        guard let average = value.divided(by: quantity) else {
            throw .missing(
                "normal value of model “\(name)”",
                "It is exported but not sold at home: give a third-country price or a constructed value (ADA 2.2).")
        }
        return average
    }

    /// The amount of a model, each export with the home sale that it names.
    private func pairedAmount(_ name: String, _ model: Model) throws(LegalTestRefusal) -> Ratio {
        var amount = Ratio.zero
        for export in model.exports {
            guard let wanted = export.comparedWith else {
                throw .missing(
                    "pair of export sale “\(export.id)”", "T-T compares each export with a home sale that it names.")
            }
            guard let home = homeSales[wanted], home.model == name else {
                throw .contradiction(
                    "Export sale “\(export.id)” is compared with “\(wanted)”, which is no home sale of model “\(name)”."
                )
            }
            amount = amount + (home.netPrice - export.netPrice) * export.quantity.value
        }
        return amount
    }
}
