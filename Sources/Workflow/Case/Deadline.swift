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
    /// `nil` for a kind that a newer server knows.
    public var kind: DeadlineKind? { DeadlineKind(rawValue: row["kind"]?.string ?? "") }
    public var state: State { State(rawValue: row["state"]?.string ?? "") ?? .cancelled }
    /// What people call it.
    public var title: String { row["title"]?.string ?? key.rawValue }
    /// The event day: day 0.
    public var startedOn: CivilDate? { row["startedOn"]?.string.flatMap { CivilDate($0) } }
    /// The row of the event from which it counts.
    public var startedBy: RowID? { row["startedBy"]?.string.flatMap { RowID($0) } }
    /// The last day; `nil` while paused.
    public var dueOn: CivilDate? { row["dueOn"]?.string.flatMap { CivilDate($0) } }
    /// Of a gate: the first lawful day; `nil` while paused, and of any other kind.
    public var opensOn: CivilDate? {
        guard isOpen || state == .lapsed, kind == .gate else { return nil }
        return row["opensOn"]?.string.flatMap { CivilDate($0) }
    }
    /// The party whose own limit it is: the id of its row; `nil` for a limit of the case.
    public var party: RowID? { row["party"]?.string.flatMap { RowID($0) } }
    /// Whether it rests on a date of an outside body that no second person has confirmed.
    public var awaitsConfirmation: Bool { row["unconfirmed"]?.bool ?? false }
    /// The same, and that this person may confirm it: not whoever recorded it.
    func awaitsConfirmation(of person: UserID) -> Bool {
        awaitsConfirmation && row["recordedBy"]?.string != person.description
    }
    /// The case role that owes the step.
    public var owner: RoleID { RoleID(row["owner"]?.string ?? "") }
    public var calendar: CalendarID { CalendarID(row["calendar"]?.string ?? "") }
    public var lapse: DeadlineSpec.Lapse? { row["lapse"]?.string.flatMap { DeadlineSpec.Lapse($0) } }
    /// Whether the system acts when it lapses.
    public var isEnforced: Bool { row["enforced"]?.bool ?? false }
    public var isRunning: Bool { state == .running }
    /// Whether it runs or is paused: it has not been done, cancelled or missed.
    public var isOpen: Bool { state == .running || state == .paused }
    /// Whether its last day passed and the step has not been done since.
    public var isLate: Bool { state == .lapsed && row["endedOn"] == nil }
    /// Whether it is late and waits for what somebody else owes first.
    public var isHeld: Bool { isLate && row["heldOn"] != nil }

    /// Whether it runs and its last day is over.
    public func isOverdue(on today: CivilDate) -> Bool { isRunning && dueOn.map { $0 < today } ?? false }
}
