/// Cells as what they mean. Every refusal names line and column.
extension LegalTable {
    /// Text that must be there.
    func text(_ row: Row, _ column: String) throws(LegalTestRefusal) -> String {
        let text = cell(row, column)
        guard !text.isEmpty else { throw refusal(row, column, "The cell is empty.") }
        return text
    }

    /// An amount with its unit, which stands in the cell or in the column `unitColumn`; `nil` when the cell is empty.
    func amount(
        _ row: Row, _ column: String, unitColumn: String, defaultUnit: String? = nil
    ) throws(LegalTestRefusal) -> DecimalAmount? {
        let text = cell(row, column)
        guard !text.isEmpty else { return nil }
        let unit = cell(row, unitColumn)
        // A default serves bare numbers only: a unit in the cell is never contradicted by it.
        let isBare = text.last?.isNumber ?? false
        do throws(LegalTestRefusal) {
            return try DecimalAmount(
                text, name: column, unit: !unit.isEmpty ? unit : isBare ? defaultUnit : nil)
        } catch {
            throw refusal(row, column, error.sentence)
        }
    }

    /// An amount that must be there.
    func requiredAmount(
        _ row: Row, _ column: String, unitColumn: String, defaultUnit: String? = nil
    ) throws(LegalTestRefusal) -> DecimalAmount {
        guard let amount = try amount(row, column, unitColumn: unitColumn, defaultUnit: defaultUnit) else {
            throw refusal(row, column, "The cell is empty.")
        }
        return amount
    }

    /// `yes` or `no`; `standard` when the cell is empty.
    func flag(_ row: Row, _ column: String, standard: Bool) throws(LegalTestRefusal) -> Bool {
        switch cell(row, column).lowercased() {
        case "": return standard
        case "yes": return true
        case "no": return false
        default: throw refusal(row, column, "“\(cell(row, column))” is neither yes nor no.")
        }
    }

    /// One of the words of an enum; `standard` when the cell is empty.
    func word<Word: RawRepresentable & CaseIterable>(
        _ row: Row, _ column: String, standard: Word? = nil
    ) throws(LegalTestRefusal) -> Word where Word.RawValue == String {
        let text = cell(row, column).lowercased()
        if let word = Word(rawValue: text) ?? (text.isEmpty ? standard : nil) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw refusal(row, column, "“\(cell(row, column))” is none of \(words).")
    }
}

extension StandingTest.Producer {
    /// Columns `name`, `output`, `position` (supports, opposes, silent), and `unit`, `related` (yes, no) if wanted.
    public static func list(parsing bytes: some Sequence<UInt8>) throws(LegalTestRefusal) -> [Self] {
        let table = try LegalTable(
            parsing: bytes, required: ["name", "output", "position"], optional: ["unit", "related"])
        var producers: [Self] = []
        for row in table.rows {
            producers.append(
                Self(
                    try table.text(row, "name"), output: try table.requiredAmount(row, "output", unitColumn: "unit"),
                    try table.word(row, "position"), isRelated: try table.flag(row, "related", standard: false)))
        }
        return producers
    }
}

extension Sale {
    /// Columns `id`, `market` (home, export, normal), `model`, `price` and `quantity`, and if wanted `currency`, `unit`,
    /// `adjustment` (per unit, `-` takes off), `compared` (the id of a home sale, for T-T). A `normal` line needs no
    /// quantity.
    public static func list(parsing bytes: some Sequence<UInt8>) throws(LegalTestRefusal) -> [Self] {
        let table = try LegalTable(
            parsing: bytes, required: ["id", "market", "model", "price", "quantity"],
            optional: ["currency", "unit", "adjustment", "compared"])
        var sales: [Self] = []
        var unit: String?
        for row in table.rows {
            let market: Market = try table.word(row, "market")
            var quantity = try table.amount(row, "quantity", unitColumn: "unit")
            if quantity == nil, market == .normal, let known = unit { quantity = DecimalAmount(Ratio(1), known) }
            guard let quantity else {
                throw table.refusal(
                    row, "quantity",
                    market == .normal
                        ? "Put normal values below the first sale, or give a quantity." : "The cell is empty.")
            }
            unit = unit ?? quantity.unit
            let compared = table.cell(row, "compared")
            sales.append(
                Self(
                    try table.text(row, "id"), market, model: try table.text(row, "model"),
                    price: try table.requiredAmount(row, "price", unitColumn: "currency"), quantity: quantity,
                    adjustment: try table.amount(row, "adjustment", unitColumn: "currency"),
                    comparedWith: compared.isEmpty ? nil : compared))
        }
        return sales
    }
}

extension CountryImports {
    /// Columns `country` and `volume`, and if wanted `unit`, `developing`, `investigated` (yes, no) and `subsidy` (in
    /// percent of value).
    public static func list(parsing bytes: some Sequence<UInt8>) throws(LegalTestRefusal) -> [Self] {
        let table = try LegalTable(
            parsing: bytes, required: ["country", "volume"],
            optional: ["unit", "developing", "investigated", "subsidy"])
        var countries: [Self] = []
        for row in table.rows {
            countries.append(
                Self(
                    try table.text(row, "country"), try table.requiredAmount(row, "volume", unitColumn: "unit"),
                    isDeveloping: try table.flag(row, "developing", standard: false),
                    isInvestigated: try table.flag(row, "investigated", standard: true),
                    subsidy: try table.amount(row, "subsidy", unitColumn: "", defaultUnit: "%")))
        }
        return countries
    }
}
