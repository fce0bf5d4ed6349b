import CaseProtocol

/// What happens to time limits, as facts with every date computed.
enum ClockFacts {
    /// The fields of a time limit that starts on `day`; `nil` when the date that it runs to is not known.
    static func started(
        _ spec: DeadlineSpec, owner: RoleID, on day: CivilDate, by event: RowID, fields: [FieldID: JSONValue]
    ) -> [String: JSONValue]? {
        let calendar = CalendarID.weekdays
        guard let last = spec.length.lastDay(from: day, in: calendar, fields: fields) else { return nil }
        var row: [String: JSONValue] = [
            "key": .string(spec.key.rawValue), "kind": .string(spec.kind.rawValue),
            "state": .string(Deadline.State.running.rawValue), "startedOn": .string(day.description),
            "startedBy": .string(event.description), "dueOn": .string(last.description),
            "unit": .string(spec.length.unit), "calendar": .string(calendar.rawValue),
            "owner": .string(owner.rawValue), "title": .string(spec.title),
            "authority": .string(spec.source.authority), "provenance": .string(spec.source.provenance.rawValue),
            "lapse": .string(spec.lapse.text), "enforced": .bool(spec.isEnforced),
        ]
        // The date as it was set: pauses move the last day, not that.
        if case .until = spec.length { row["setDueOn"] = row["dueOn"] }
        if let count = spec.length.count { row["length"] = .int(Int64(count)) }
        return row
    }

    /// Stops counting on `day` and keeps the days that are left (ruling 2).
    static func paused(_ deadline: Deadline, on day: CivilDate) -> [String: JSONValue] {
        [
            "state": .string(Deadline.State.paused.rawValue), "pausedOn": .string(day.description), "dueOn": .null,
            "unitsLeft": .int(Int64(daysLeft(of: deadline, on: day))),
        ]
    }

    /// Counts the days that were left from `day` on, in the same kind of day, and keeps the pause for the explanation.
    static func resumed(_ deadline: Deadline, on day: CivilDate) -> [String: JSONValue] {
        let left = deadline.row["unitsLeft"]?.int ?? 0
        let last =
            countsWorkingDays(deadline)
            ? day.adding(workingDays: left, in: deadline.calendar) : day.adding(days: left)
        let pause: JSONValue = [
            "from": deadline.row["pausedOn"] ?? .null, "to": .string(day.description), "unitsLeft": .int(Int64(left)),
        ]
        return [
            "state": .string(Deadline.State.running.rawValue), "dueOn": .string(last.description), "pausedOn": .null,
            "unitsLeft": .null, "suspended": .null,
            "pauses": .array((deadline.row["pauses"]?.array ?? []) + [pause]),
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

    private static func daysLeft(of deadline: Deadline, on day: CivilDate) -> Int {
        guard let due = deadline.dueOn, due > day else { return 0 }
        return countsWorkingDays(deadline)
            ? day.workingDays(through: due, in: deadline.calendar) : due.dayNumber - day.dayNumber
    }
}

extension DeadlineSpec.Lapse {
    /// The form in a deadline row: `act:silence`, `escalate:nmcChair` or `rightEnds`.
    var text: String {
        switch self {
        case .act(let action): "act:\(action)"
        case .escalate(let role): "escalate:\(role)"
        case .rightEnds: "rightEnds"
        }
    }

    /// Reads the form in a deadline row; `nil` for one that this build does not know.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("act", 2): self = .act(ActionID(parts[1]))
        case ("escalate", 2): self = .escalate(to: RoleID(parts[1]))
        case ("rightEnds", 1): self = .rightEnds
        default: return nil
        }
    }
}
