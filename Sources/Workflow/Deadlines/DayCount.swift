public import CaseProtocol

extension DeadlineSpec.Length {
    /// The last day, counted from `start` as day 0, before any roll to a working day; `nil` when the date that it runs to is
    /// not known. `date` answers the day in a field of the act or of the case.
    func lastDay(
        from start: CivilDate, in calendar: WorkCalendar, date: (FieldID) -> CivilDate?
    ) -> CivilDate? {
        switch self {
        case .workingDays(let count): calendar.adding(workingDays: count, to: start)
        case .calendarDays(let count): start.adding(days: count)
        case .months(let count): start.adding(months: count)
        case .until(let field): date(field)
        case .daysBefore(let count, let field): date(field)?.adding(days: -count)
        case .workingDaysBefore(let count, let field):
            date(field).map { calendar.subtracting(workingDays: count, from: $0) }
        case .halfWay(let field):
            date(field).map { start.adding(days: max(0, $0.dayNumber - start.dayNumber) / 2) }
        }
    }

    /// The word in a deadline row.
    public var unit: String {
        switch self {
        case .workingDays: "workingDays"
        case .calendarDays: "calendarDays"
        case .months: "months"
        case .until: "until"
        case .daysBefore: "daysBefore"
        case .workingDaysBefore: "workingDaysBefore"
        case .halfWay: "halfWay"
        }
    }

    /// The number in a deadline row; `nil` where a field gives the date.
    public var count: Int? {
        switch self {
        case .workingDays(let count), .calendarDays(let count), .months(let count), .daysBefore(let count, _),
            .workingDaysBefore(let count, _):
            count
        case .until, .halfWay: nil
        }
    }

    /// The field whose date it depends on.
    public var field: FieldID? {
        switch self {
        case .workingDays, .calendarDays, .months: nil
        case .until(let field), .daysBefore(_, let field), .workingDaysBefore(_, let field), .halfWay(let field):
            field
        }
    }
}

/// Whether days left over by a pause are working days; else they are calendar days, those of months too.
func countsWorkingDays(_ deadline: Deadline) -> Bool { deadline.row["unit"]?.string == "workingDays" }

extension WorkCalendar {
    /// The `count`-th working day before `day`; the day itself when `count` is 0.
    func subtracting(workingDays count: Int, from day: CivilDate) -> CivilDate {
        var day = day
        for _ in 0..<max(0, count) { day = previousWorkingDay(onOrBefore: day.adding(days: -1)) }
        return day
    }
}
