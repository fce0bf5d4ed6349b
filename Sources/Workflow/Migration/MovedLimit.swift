import CaseProtocol

/// What becomes of one open time limit when other rules or another calendar count it.
struct MovedLimit {
    let deadline: Deadline
    /// What is to be shown; `nil` where its date would not be another.
    let change: DateChange?
    /// What changes on its row; empty where it stays as it is.
    let fields: [String: JSONValue]

    /// It keeps its last day.
    init(_ deadline: Deadline, staysBecause why: String, on state: CaseState, fields: [String: JSONValue] = [:]) {
        self.init(deadline, to: deadline.dueOn, why: why, on: state, fields: fields)
    }

    /// It ends on another day, or on the same one counted otherwise.
    init(
        _ deadline: Deadline, to last: CivilDate?, why: String, on state: CaseState, fields: [String: JSONValue]
    ) {
        self.deadline = deadline
        self.fields = fields
        change = DateChange(
            deadline: deadline.row.id, key: deadline.key, party: deadline.party.flatMap { state[$0] }?["name"]?.string,
            title: deadline.title, before: deadline.dueOn, after: last, why: why)
    }

    /// Its date stays the same; there is nothing to show.
    init(_ deadline: Deadline, fields: [String: JSONValue]) {
        self.deadline = deadline
        self.fields = fields
        change = nil
    }
}

extension Deadline {
    /// Whether its last day is not the one that was counted from its first: then it is never counted anew.
    var isTouched: Bool {
        state == .paused || !(row["pauses"]?.array ?? []).isEmpty || !(row["extensions"]?.array ?? []).isEmpty
    }

    /// Why an open limit keeps its last day whatever the rules say now; `nil` where it may be counted anew.
    func staysBecause(on today: CivilDate) -> String? {
        if state == .paused { return "it is paused, and the days that were left stay as they are" }
        if !(row["extensions"]?.array ?? []).isEmpty { return "it was extended by agreement" }
        if isTouched { return "it was paused before, and the days that were left were counted on" }
        if isOverdue(on: today) { return "its last day has passed" }
        return nil
    }
}

extension ClockFacts {
    /// Moves the last day to the one that is counted now; the earlier one stays on record.
    static func moved(
        _ deadline: Deadline, to last: CivilDate, why: String, on day: CivilDate
    ) -> [String: JSONValue] {
        let move: JSONValue = [
            "from": deadline.row["dueOn"] ?? .null, "to": .string(last.description), "why": .string(why),
            "on": .string(day.description),
        ]
        return [
            "dueOn": .string(last.description), "moved": .array((deadline.row["moved"]?.array ?? []) + [move]),
        ]
    }
}
