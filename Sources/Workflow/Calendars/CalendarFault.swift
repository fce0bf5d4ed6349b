/// Why a calendar that somebody wrote is not taken: the first fault, from the top.
public struct CalendarFault: Error, Hashable, Sendable {
    /// Which row of `holidays`, from 0; `nil` when the fault is in the calendar itself.
    public let row: Int?
    /// The name in that row, if it has one.
    public let name: String?
    /// The field at fault, with a dot before a field of a field: `source.provenance`. Empty for the row as a whole.
    public let field: String
    public let problem: Problem

    public init(row: Int?, name: String?, field: String, problem: Problem) {
        self.row = row
        self.name = name
        self.field = field
        self.problem = problem
    }

    public enum Problem: Hashable, Sendable {
        /// Something else than the kind of JSON value that belongs there: `object`, `array`, `text`, `whole number`,
        /// `true or false`, `year`.
        case not(String)
        case missing
        /// We know no such field here.
        case unknownField
        /// Not one of these words.
        case notOneOf([String])
        /// A number, or the length of a text or list, outside its bounds.
        case outside(ClosedRange<Int>)
        /// A value comes twice where each may come once.
        case repeated(Int)
        /// There is no such day.
        case noSuchDay
        /// The years end before they begin.
        case yearsReversed
        /// Every day of the week is a day of rest.
        case noWorkingDay
    }
}

extension CalendarFault: CustomStringConvertible {
    /// A sentence for the person who wrote it: `holidays[3] “Jamhuri Day”, day: there is no such day`.
    public var description: String {
        let row = row.map { "holidays[\($0)]" + (name.map { " “\($0)”" } ?? "") }
        let place = [row, field.isEmpty ? nil : field].compactMap(\.self).joined(separator: ", ")
        return "\(place.isEmpty ? "calendar" : place): \(problem)"
    }
}

extension CalendarFault.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .not(let kind): "must be: \(kind)"
        case .missing: "is missing"
        case .unknownField: "is not a field we know here"
        case .notOneOf(let words): "must be one of \(words.joined(separator: ", "))"
        case .outside(let bounds): "must be within \(bounds.lowerBound) and \(bounds.upperBound)"
        case .repeated(let value): "has \(value) twice"
        case .noSuchDay: "there is no such day"
        case .yearsReversed: "the years end before they begin"
        case .noWorkingDay: "leaves no working day in the week"
        }
    }
}
