/// A table of transactions, producers or countries: ``CSVText`` with known columns only, each at most once.
public struct LegalTable: Equatable, Sendable {
    public static let rowsMax = 100_000

    /// One line below the header.
    public struct Row: Equatable, Sendable {
        /// Where it begins in the text, from 1.
        public let line: Int
        /// In the order of the columns, without spaces at both ends.
        let cells: [String]
    }

    /// Names of the columns, in small letters.
    public let columns: [String]
    public let rows: [Row]

    /// Reads comma-separated text. Empty lines are skipped; capital letters in the header do not matter.
    ///
    /// - Parameters:
    ///   - required: names of columns that must be there.
    ///   - optional: names of columns that may be there. Any other is refused, as it may be a misspelling.
    /// - Throws: ``LegalTestRefusal/table(line:column:_:)``, where a column is a character's place in its line for a slip
    ///   of the text, and otherwise a cell's number; ``LegalTestRefusal/tooMany(_:_:max:)``.
    public init(
        parsing bytes: some Sequence<UInt8>, required: [String], optional: [String] = []
    ) throws(LegalTestRefusal) {
        let records = try Self.records(bytes)
        guard let header = records.first else { throw .table(line: 1, column: 1, "The table is empty.") }
        columns = header.cells.map { $0.lowercased() }
        for (index, column) in columns.enumerated() {
            let known = required + optional
            guard known.contains(column) else {
                throw .table(
                    line: header.line, column: index + 1,
                    "There is no column “\(column)”; there are \(known.joined(separator: ", ")).")
            }
            guard !columns[..<index].contains(column) else {
                throw .table(line: header.line, column: index + 1, "The column “\(column)” comes twice.")
            }
        }
        for name in required where !columns.contains(name) {
            throw .table(
                line: header.line, column: columns.count + 1, "The column “\(name)” is missing from the header.")
        }
        rows = Array(records.dropFirst())
        guard !rows.isEmpty else {
            throw .table(line: header.line + 1, column: 1, "There is no line below the header.")
        }
        guard rows.count <= Self.rowsMax else { throw .tooMany("lines in the table", rows.count, max: Self.rowsMax) }
        for row in rows where row.cells.count != columns.count {
            throw .table(
                line: row.line, column: min(row.cells.count, columns.count) + 1,
                "The line has \(row.cells.count) cells, the header \(columns.count).")
        }
    }

    private static func records(_ bytes: some Sequence<UInt8>) throws(LegalTestRefusal) -> [Row] {
        do {
            return try CSVText(parsing: bytes).records.filter { $0.fields != [""] }
                .map { Row(line: $0.line, cells: $0.fields.map(\.trimmedOfSpaces)) }
        } catch {
            throw .table(line: error.line, column: error.column, error.reason.sentence)
        }
    }

    /// The cell of `row` below `column`; empty where the table has no such column.
    func cell(_ row: Row, _ column: String) -> String {
        columns.firstIndex(of: column).map { row.cells[$0] } ?? ""
    }

    /// A refusal that names the cell of `row` below `column`.
    func refusal(_ row: Row, _ column: String, _ sentence: String) -> LegalTestRefusal {
        let index = columns.firstIndex(of: column) ?? 0
        return .table(line: row.line, column: index + 1, "(\(column)) \(sentence)")
    }
}

extension CSVFault.Reason {
    fileprivate var sentence: String { words.prefix(1).uppercased() + words.dropFirst() + "." }
}
