public import CaseProtocol

/// One stated limit, tried on one row.
public struct LimitTest: Hashable, Sendable {
    /// The row's number.
    public let number: String
    public let procedure: ProcedureID
    public let limit: DeadlineKey
    public let verdict: Verdict

    public enum Verdict: Hashable, Sendable {
        case within
        case outside(Excess)
        case notTestable(Untested)
    }

    /// How a real date lies outside a limit.
    public struct Excess: Hashable, Sendable {
        /// The last lawful day; of a gate the first.
        public let legal: CivilDate
        public let real: PartialDate
        /// Days between the two; at least so many where the date is not known to the day.
        public let days: Int

        public init(legal: CivilDate, real: PartialDate, days: Int) {
            self.legal = legal
            self.real = real
            self.days = days
        }
    }

    /// Why a limit cannot be tried.
    public enum Untested: Hashable, Sendable {
        /// The procedure is not loaded here.
        case procedureNotLoaded
        /// The procedure states no such limit.
        case notStated
        /// The procedure's figure depends on facts that are not in the file.
        case lengthOpen
        /// Columns that are empty in the row, in the file's own words.
        case dateMissing([String])
        /// The file has no column for the days between which it counts.
        case noColumn
        /// A date is not known to the day, and the days that it can mean lie on both sides of the limit.
        case dateTooCoarse
        /// A later date than the end of the measure is given, and that end is not.
        case endNotGiven
        /// No measure came into force, so none can last too long.
        case noMeasure
        /// The investigation began before the agreement applied.
        case beforeAgreement
        /// The row is a review; the limits of a first investigation are not its limits.
        case review
        /// One row for several origins, which may have had several determinations.
        case severalOrigins
        /// The dates contradict each other.
        case datesContradict
    }
}

extension LimitTest.Untested: CustomStringConvertible {
    /// The reason as people read it.
    public var description: String {
        switch self {
        case .procedureNotLoaded: "the procedure is not loaded"
        case .notStated: "the procedure states no such limit"
        case .lengthOpen: "which length applies depends on facts that are not in the file"
        case .dateMissing(let columns): "no \(columns.joined(separator: ", no "))"
        case .noColumn: "the file has no column for the days between which it counts"
        case .dateTooCoarse: "a date is not known to the day, and the limit lies within what it can mean"
        case .endNotGiven: "the end of the provisional measure is not given, only a final date past the ordinary cap"
        case .noMeasure: "no measure came into force"
        case .beforeAgreement: "initiated before the agreement applied (1 January 1995)"
        case .review: "a review, to which the limits of an investigation do not apply"
        case .severalOrigins: "one row for several origins"
        case .datesContradict: "the dates contradict each other"
        }
    }
}
