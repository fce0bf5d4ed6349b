/// Why something is not a code list; says where. Nothing of the list is loaded.
public struct CodeListFault: Error, Hashable, Sendable {
    /// Where the fault stands.
    public enum Place: Hashable, Sendable {
        /// In what describes the list as a whole.
        case list
        /// On this line of a text, from 1.
        case line(Int)
        /// In this element of the array of codes, from 0.
        case row(Int)
    }

    public enum Reason: Hashable, Sendable {
        /// The text has not the form of the table that was wanted.
        case notCSV(CSVFault.Reason, column: Int)
        /// The value must be there and is not.
        case missing
        /// The value must be this, such as `text`, and is something else.
        case wrongType(expected: String)
        case tooLong(bytesMax: Int)
        case tooMany(max: Int)
        /// A control character, or a space at the beginning or end.
        case notPlainText
        /// Something other than letters, digits, dots and hyphens.
        case notAnID
        /// None of the words that may stand here.
        case unknownWord(allowed: [String])
        /// The code stands twice; the fault is in its second row.
        case doubled
        /// No row has the code that is named as parent, or, where order counts, none above.
        case unknownParent
        /// The parent is in the list and cannot be the parent of this code.
        case wrongParent(allowed: [String])
        /// Not a code of the Harmonized System of 2, 4, 6, 8 or 10 digits.
        case notHSCode
        /// The level is not the number of digits of the code.
        case wrongLevel(expected: Int)
    }

    public let place: Place
    /// The column or member at fault; `nil` for a row as a whole.
    public let field: String?
    public let reason: Reason

    public init(_ place: Place, field: String? = nil, _ reason: Reason) {
        self.place = place
        self.field = field
        self.reason = reason
    }
}

extension CodeListFault: CustomStringConvertible {
    /// A sentence, as in `Line 12, parent: no row has this code.`
    public var description: String {
        let place =
            switch place {
            case .list: "The list"
            case .line(let line): "Line \(line)"
            case .row(let row): "Row \(row)"
            }
        return "\(place)\(field.map { ", \($0)" } ?? ""): \(reason.words)."
    }
}

extension CodeListFault.Reason {
    fileprivate var words: String {
        switch self {
        case .notCSV(let reason, let column): column > 1 ? "column \(column): \(reason.words)" : reason.words
        case .missing: "it is missing"
        case .wrongType(let expected): "it must be \(expected)"
        case .tooLong(let bytesMax): "it has more than \(bytesMax) bytes"
        case .tooMany(let max): "there are more than \(max)"
        case .notPlainText: "it has a control character, or a space at its beginning or end"
        case .notAnID: "it must be of letters, digits, dots and hyphens"
        case .unknownWord(let allowed): "it must be one of \(allowed.joined(separator: ", "))"
        case .doubled: "this code stands twice"
        case .unknownParent: "no row has this code"
        case .wrongParent(let allowed): "it must be \(allowed.joined(separator: " or "))"
        case .notHSCode: "it must be a code of 2, 4, 6, 8 or 10 digits in an existing chapter"
        case .wrongLevel(let expected): "it must be \(expected), the number of digits"
        }
    }
}
