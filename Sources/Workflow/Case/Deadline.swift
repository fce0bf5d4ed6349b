public import CaseProtocol

/// A time limit that runs, ran or is paused on a case: a `deadline` row read by name.
public struct Deadline: Hashable, Sendable {
    public enum State: String, Hashable, Sendable { case running, paused, met, lapsed, cancelled }

    public let row: Row

    /// Takes a deadline row; `nil` for a row of another kind or an unknown state.
    public init?(_ row: Row) {
        guard row.kind == .deadline, row["key"]?.string != nil,
            State(rawValue: row["state"]?.string ?? "") != nil
        else { return nil }
        self.row = row
    }

    public var key: DeadlineKey { DeadlineKey(row["key"]?.string ?? "") }
    public var state: State { State(rawValue: row["state"]?.string ?? "") ?? .cancelled }
    /// The event day: day 0.
    public var startedOn: CivilDate? { row["startedOn"]?.string.flatMap { CivilDate($0) } }
    /// The last day; `nil` while paused.
    public var dueOn: CivilDate? { row["dueOn"]?.string.flatMap { CivilDate($0) } }
    /// The case role that owes the step.
    public var owner: RoleID { RoleID(row["owner"]?.string ?? "") }
    public var calendar: CalendarID { CalendarID(row["calendar"]?.string ?? "") }
    public var isRunning: Bool { state == .running }

    /// Whether it runs and its last day is over.
    public func isOverdue(on today: CivilDate) -> Bool { isRunning && dueOn.map { $0 < today } ?? false }
}
