public import CaseProtocol

/// One row of a register: texts by the names of their columns. An empty field is a missing one.
public struct RegisterRow: Hashable, Sendable {
    /// The line on which it begins in its file, from 1.
    public let line: Int
    /// What the row gives; no empty texts.
    public let cells: [String: String]

    public init(line: Int, cells: [String: String]) {
        self.line = line
        self.cells = cells.filter { !$0.value.isEmpty }
    }

    init(_ row: CSVRow, columns: [String]) {
        self.init(line: row.line, cells: Dictionary(zip(columns, row.fields), uniquingKeysWith: { first, _ in first }))
    }

    /// The row as an object of texts, in which an import carries it.
    public var json: JSONValue { .object(cells.mapValues { .string($0) }) }

    /// The text of a cell that the row must have.
    func text(_ column: String) throws(RegisterFault) -> String {
        guard let text = cells[column] else { throw RegisterFault(column: column, "is missing") }
        return text
    }

    /// A date as far as the row gives it; a missing one stays missing.
    func date(_ column: String) throws(RegisterFault) -> PartialDate? {
        guard let text = cells[column] else { return nil }
        guard let date = PartialDate(text) else {
            throw RegisterFault(column: column, "is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        }
        return date
    }

    /// The parts of a text, in order; none of a missing one.
    func parts(_ column: String, separator: String) -> [String] {
        guard let text = cells[column] else { return [] }
        return text.split(separator: separator).map(String.init)
    }
}

/// Why a row cannot be taken as a case.
public struct RegisterFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The column at fault.
    public let column: String
    /// Goes on after the column's name.
    public let reason: String

    init(column: String, _ reason: String) {
        self.column = column
        self.reason = reason
    }

    public var description: String { "\(column) \(reason)" }
}
