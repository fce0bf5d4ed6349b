/// Comma-separated text as RFC 4180 has it, split into records of fields; strictly, so that a slip is seen where it stands.
///
/// Lines end with CRLF or LF; the last one may lack its end. A byte order mark at the start is skipped. Fields keep their
/// spaces. Reads no file: it is handed the bytes.
public struct CSVText: Hashable, Sendable {
    /// One record, and where it is found.
    public struct Record: Hashable, Sendable {
        /// The line on which the record begins, from 1. A record with a quoted line break takes more than one.
        public let line: Int
        /// At least one; an empty line is a record of one empty field.
        public let fields: [String]
    }

    /// How many bytes a text may have.
    public static let bytesMax = 16_000_000
    /// How many fields a record may have.
    public static let fieldsMax = 1_000

    /// In the order of the text; the header, if there is one, is the first.
    public let records: [Record]

    /// Splits UTF-8 text.
    ///
    /// - Throws: the first ``CSVFault`` of the text.
    public init(parsing bytes: some Sequence<UInt8>) throws(CSVFault) {
        records = try CSVReader.read(bytes)
    }

    /// Splits text.
    ///
    /// - Throws: the first ``CSVFault`` of the text.
    public init(_ text: String) throws(CSVFault) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// Why a text is not comma-separated text, or not the table that was wanted. Holds no part of the text but names of columns.
public struct CSVFault: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case tooManyBytes(max: Int)
        case tooManyFields(max: Int)
        case notUTF8
        /// A control character other than a tab, or than a line break between quotes.
        case controlCharacter
        /// A quote inside a field that does not begin with one.
        case quoteInField
        /// Something other than a comma or a line end after the closing quote.
        case textAfterQuote
        /// A quoted field that does not end; the fault stands where it begins.
        case unclosedQuote
        /// A table without its first line.
        case noHeader
        /// A column without a name.
        case unnamedColumn
        case doubledColumn(String)
        case missingColumn(String)
        /// A record that has more or fewer fields than the header.
        case fieldCount(Int, expected: Int)
    }

    /// From 1.
    public let line: Int
    /// Characters (Unicode scalars) from the start of the line, from 1; 1 where the fault is the record's as a whole.
    public let column: Int
    public let reason: Reason

    public init(line: Int, column: Int = 1, _ reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }
}

extension CSVFault: CustomStringConvertible {
    /// A sentence, as in `Line 3, column 7: a quote stands inside a field that does not begin with one.`
    public var description: String { "Line \(line), column \(column): \(reason.words)." }
}

extension CSVFault.Reason {
    /// What is wrong, in words that go on a sentence.
    var words: String {
        switch self {
        case .tooManyBytes(let max): "the text has more than \(max) bytes"
        case .tooManyFields(let max): "a record has more than \(max) fields"
        case .notUTF8: "the text is not UTF-8"
        case .controlCharacter: "there is a control character"
        case .quoteInField: "a quote stands inside a field that does not begin with one"
        case .textAfterQuote: "a comma or the end of the line was expected after the quote"
        case .unclosedQuote: "a quoted field is not closed"
        case .noHeader: "the line of column names is missing"
        case .unnamedColumn: "a column has no name"
        case .doubledColumn(let name): "the column “\(name)” stands twice"
        case .missingColumn(let name): "there is no column “\(name)”"
        case .fieldCount(let count, let expected): "the record has \(count) fields where the header has \(expected)"
        }
    }
}
