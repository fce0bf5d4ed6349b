/// Comma-separated text whose first record names the columns.
public struct CSVTable: Hashable, Sendable {
    /// The names of the columns, in the order of the text.
    public let columns: [String]
    /// The records after the header, in the order of the text; each has as many fields as there are columns.
    public let rows: [CSVRow]

    /// Reads UTF-8 text with at least the columns of `required`, in any order.
    ///
    /// - Throws: the first ``CSVFault``: of the text, then of the header, then of the rows.
    public init(parsing bytes: some Sequence<UInt8>, requiring required: [String] = []) throws(CSVFault) {
        try self.init(CSVText(parsing: bytes), requiring: required)
    }

    /// Takes the first record of `text` as the header.
    ///
    /// - Throws: the first ``CSVFault`` of the header, then of the rows.
    public init(_ text: CSVText, requiring required: [String] = []) throws(CSVFault) {
        guard let header = text.records.first else { throw CSVFault(line: 1, .noHeader) }
        var indexByColumn: [String: Int] = [:]
        for (index, name) in header.fields.enumerated() {
            guard !name.isEmpty else { throw CSVFault(line: header.line, .unnamedColumn) }
            guard indexByColumn.updateValue(index, forKey: name) == nil else {
                throw CSVFault(line: header.line, .doubledColumn(name))
            }
        }
        for name in required where indexByColumn[name] == nil {
            throw CSVFault(line: header.line, .missingColumn(name))
        }
        columns = header.fields
        var rows: [CSVRow] = []
        rows.reserveCapacity(text.records.count - 1)
        for record in text.records.dropFirst() {
            guard record.fields.count == columns.count else {
                throw CSVFault(line: record.line, .fieldCount(record.fields.count, expected: columns.count))
            }
            rows.append(CSVRow(record, indexByColumn))
        }
        self.rows = rows
    }
}

/// A record whose fields are found by the names of their columns.
public struct CSVRow: Hashable, Sendable {
    /// The line on which the row begins, from 1.
    public let line: Int
    /// In the order of the columns.
    public let fields: [String]
    private let indexByColumn: [String: Int]

    init(_ record: CSVText.Record, _ indexByColumn: [String: Int]) {
        line = record.line
        fields = record.fields
        self.indexByColumn = indexByColumn
    }

    /// The field in the column of this name; `nil` when the table has no such column. An empty field is empty text.
    public subscript(column: String) -> String? { indexByColumn[column].map { fields[$0] } }
}
