import CaseProtocol

/// One case whose limits a changed calendar counts anew.
struct RecountedCase {
    let state: CaseState
    let calendar: WorkCalendar
    let context: DecisionContext
    private let procedure: Procedure?

    init(_ state: CaseState, by calendar: WorkCalendar, in context: DecisionContext) {
        self.state = state
        self.calendar = calendar
        self.context = context
        procedure = state.header.flatMap(context.catalogue.procedure)
    }

    /// The open limits that the calendar ends on another day.
    var limits: [MovedLimit] {
        state.deadlines.filter { $0.isOpen && $0.calendar == calendar.id }.compactMap(moved)
    }

    private func moved(_ deadline: Deadline) -> MovedLimit? {
        guard let first = deadline.startedOn, let (counted, last) = lastDay(of: deadline, from: first) else {
            return nil
        }
        let today = context.today
        let before = deadline.isTouched ? date("countedDueOn", deadline) : deadline.dueOn
        let after = deadline.isTouched ? counted : last
        guard let before, before != after else { return nil }
        let why = self.why(deadline, from: first, through: max(before, after))
        if let reason = deadline.staysBecause(on: today) {
            return MovedLimit(deadline, staysBecause: "\(reason), though \(why)", on: state)
        }
        guard last >= today else {
            return MovedLimit(
                deadline, staysBecause: "it would have ended on \(last), and nothing ends in the past, though \(why)",
                on: state)
        }
        var fields = Dictionary(uniqueKeysWithValues: Self.counted.map { ($0, JSONValue.null) })
        ClockMaker.keepCalendar(
            calendar, from: first, counted: counted, through: last, countsDays: countsWorkingDays(deadline), in: &fields
        )
        if let meeting = meeting(of: deadline) {
            fields["setDueOn"] = .string(counted.description)
            fields["calendarVersion"] = .int(Int64(calendar.version))
            fields["skipped"] = ClockFacts.holidays(in: calendar, after: counted, through: meeting)
        }
        if last != counted { fields["rolledFrom"] = .string(counted.description) }
        if deadline.kind == .gate, let due = deadline.dueOn {
            fields["opensOn"] = .string((deadline.opensOn == due ? last : last.adding(days: 1)).description)
        }
        fields.merge(ClockFacts.moved(deadline, to: last, why: why, on: today)) { $1 }
        return MovedLimit(deadline, to: last, why: why, on: state, fields: fields)
    }

    /// The last day before and after any roll to a working day; `nil` where the calendar has no say or the day is not on
    /// record.
    private func lastDay(of deadline: Deadline, from first: CivilDate) -> (counted: CivilDate, last: CivilDate)? {
        let rolls = procedure?.deadline(deadline.key)?.rollsForward ?? (deadline.row["rolledFrom"] != nil)
        let count = deadline.row["length"]?.int
        let counted: CivilDate?
        if countsWorkingDays(deadline) {
            counted = count.map { calendar.adding(workingDays: $0, to: first) }
        } else if let meeting = meeting(of: deadline) {
            counted = count.map { calendar.subtracting(workingDays: $0, from: meeting) }
        } else if rolls {
            counted =
                date("setDueOn", deadline) ?? date("rolledFrom", deadline)
                ?? (deadline.isTouched ? nil : deadline.dueOn)
        } else {
            counted = nil
        }
        return counted.map { ($0, rolls ? calendar.nextWorkingDay(onOrAfter: $0) : $0) }
    }

    /// The date that a limit counts working days back from.
    private func meeting(of deadline: Deadline) -> CivilDate? {
        guard deadline.row["unit"] == "workingDaysBefore", let field = deadline.row["setBy"]?.string else { return nil }
        return state.header?.row[field]?.string.flatMap { CivilDate($0) }
    }

    /// The days of which the calendar says now something else than the row does.
    private func why(_ deadline: Deadline, from first: CivilDate, through last: CivilDate) -> String {
        let start = countsWorkingDays(deadline) ? first : (deadline.dueOn ?? last).adding(days: -1)
        let rest = calendar.skippedDays(after: start, through: last)
        let known = Dictionary(
            (deadline.row["skipped"]?.array ?? []).compactMap { entry -> (CivilDate, String)? in
                entry.object.flatMap { object in
                    object["day"]?.string.flatMap { CivilDate($0) }.map { ($0, object["why"]?.string ?? "") }
                }
            }, uniquingKeysWith: { $1 })
        let added = rest.filter { known[$0.day] == nil && !calendar.weekend.contains($0.day.weekday) }
            .map { "\($0.day) is a day of rest (\($0.reason))" }
        let resting = Set(rest.map(\.day))
        let removed = known.filter { !resting.contains($0.key) && $0.key <= last }.sorted { $0.key < $1.key }
            .map { "\($0.key) is a working day (was: \($0.value))" }
        let days = (added + removed).joined(separator: ", ")
        return "by calendar \(calendar.id), version \(calendar.version)" + (days.isEmpty ? "" : ", \(days)")
    }

    private func date(_ field: String, _ deadline: Deadline) -> CivilDate? {
        deadline.row[field]?.string.flatMap { CivilDate($0) }
    }

    /// Fields of a limit's row that the calendar decides and that not every limit has.
    private static let counted = [
        "rolledFrom", "calendarVersion", "weekend", "skipped", "countedDueOn", "calendarIncomplete",
    ]
}
