import CaseProtocol

/// What happens to time limits, as facts with every date computed.
enum ClockFacts {
    /// The days of rest beside week-ends, as a row keeps them.
    static func holidays(in calendar: WorkCalendar, after first: CivilDate, through last: CivilDate) -> JSONValue {
        let days = calendar.skippedDays(after: first, through: last)
            .filter { !calendar.weekend.contains($0.day.weekday) }
        return .array(days.map { ["day": .string($0.day.description), "why": .string($0.reason)] })
    }

    /// Stops counting on `day` and keeps the days that are left (ruling 2).
    static func paused(
        _ deadline: Deadline, on day: CivilDate, in calendar: WorkCalendar
    ) -> [String: JSONValue] {
        [
            "state": .string(Deadline.State.paused.rawValue), "pausedOn": .string(day.description), "dueOn": .null,
            "unitsLeft": .int(Int64(daysLeft(of: deadline, on: day, in: calendar))),
        ]
    }

    /// Counts the days that were left from `day` on, in the same kind of day, and keeps the pause for the explanation.
    static func resumed(
        _ deadline: Deadline, on day: CivilDate, in calendar: WorkCalendar
    ) -> [String: JSONValue] {
        let left = deadline.row["unitsLeft"]?.int ?? 0
        let last =
            countsWorkingDays(deadline)
            ? calendar.adding(workingDays: left, to: day) : day.adding(days: left)
        var pause: [String: JSONValue] = [
            "from": deadline.row["pausedOn"] ?? .null, "to": .string(day.description), "unitsLeft": .int(Int64(left)),
            "dueOn": .string(last.description),
        ]
        if countsWorkingDays(deadline), calendar.id != .weekdays {
            pause["skipped"] = holidays(in: calendar, after: day, through: last)
        }
        return [
            "state": .string(Deadline.State.running.rawValue), "dueOn": .string(last.description), "pausedOn": .null,
            "unitsLeft": .null, "suspended": .null,
            "pauses": .array((deadline.row["pauses"]?.array ?? []) + [.object(pause)]),
        ]
    }

    static func ended(_ state: Deadline.State, on day: CivilDate) -> [String: JSONValue] {
        ["state": .string(state.rawValue), "endedOn": .string(day.description)]
    }

    /// The last day is over. Where the step is still owed it is not ended, only late.
    static func lapsed(stillOwed: Bool, on day: CivilDate) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "state": .string(Deadline.State.lapsed.rawValue), "lapsedOn": .string(day.description),
        ]
        if !stillOwed { fields["endedOn"] = .string(day.description) }
        return fields
    }

    /// Moves the last day to the one agreed; the first one, and every later one, stays on record.
    static func extended(
        _ deadline: Deadline, to last: CivilDate, agreement: Agreement
    ) -> [String: JSONValue] {
        var kept: [String: JSONValue] = [
            "from": deadline.row["dueOn"] ?? .null, "to": .string(last.description), "agreedBy": agreement.parties,
            "agreedOn": agreement.day, "documentRef": agreement.document,
        ]
        if agreement.isGranted { kept["granted"] = true }
        return [
            "dueOn": .string(last.description),
            "extensions": .array((deadline.row["extensions"]?.array ?? []) + [.object(kept)]),
        ]
    }

    private static func daysLeft(of deadline: Deadline, on day: CivilDate, in calendar: WorkCalendar) -> Int {
        guard let due = deadline.dueOn, due > day else { return 0 }
        return countsWorkingDays(deadline)
            ? calendar.workingDays(after: day, through: due) : due.dayNumber - day.dayNumber
    }
}

extension DeadlineSpec.Lapse {
    /// The form in a deadline row: `act:silence`, `escalate:nmcChair` or `rightEnds`.
    var text: String {
        switch self {
        case .act(let action): "act:\(action)"
        case .escalate(let role): "escalate:\(role)"
        case .rightEnds: "rightEnds"
        case .explain: "explain"
        }
    }

    /// Reads the form in a deadline row; `nil` for one that this build does not know.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("act", 2): self = .act(ActionID(parts[1]))
        case ("escalate", 2): self = .escalate(to: RoleID(parts[1]))
        case ("rightEnds", 1): self = .rightEnds
        case ("explain", 1): self = .explain
        default: return nil
        }
    }
}
