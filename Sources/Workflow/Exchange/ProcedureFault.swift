/// Why something that somebody wrote is no procedure: the first fault, from the top. Nothing of it is taken.
public struct ProcedureFault: Error, Hashable, Sendable {
    /// The object at fault, counted from 0 as JSON counts: `rules[12].guards[0]`; empty for the procedure itself.
    public let path: String
    /// The row as people call it, counted from 1: `rule 13 (requestPanel)`; `nil` where it is the procedure itself.
    public let row: String?
    /// The member of the object; empty where the object as a whole is at fault.
    public let field: String
    /// What is wrong, to go on after the place: `is missing`.
    public let sentence: String

    public init(path: String, row: String?, field: String, sentence: String) {
        self.path = path
        self.row = row
        self.field = field
        self.sentence = sentence
    }
}

extension ProcedureFault: CustomStringConvertible {
    /// A line for the person who wrote it: `rule 13 (requestPanel), rules[12].guards[0].deadline: is missing`.
    public var description: String {
        let place = [path, field].filter { !$0.isEmpty }.joined(separator: ".")
        let whole = [row, place.isEmpty ? nil : place].compactMap(\.self).joined(separator: ", ")
        return "\(whole.isEmpty ? "procedure" : whole): \(sentence)"
    }
}

/// What the rows of a table are called, in faults, findings and on pages.
enum RowName {
    /// - Parameter index: from 0; people count from 1.
    static func rule(_ index: Int, _ action: String) -> String { "rule \(index + 1) (\(action))" }
    static func edit(_ index: Int) -> String { "edit \(index + 1)" }
    static func stage(_ id: String) -> String { "stage \(id)" }
    static func deadline(_ key: String) -> String { "deadline \(key)" }
    static func field(_ id: String) -> String { "field \(id)" }
    static func group(_ id: String) -> String { "group \(id)" }
}
