public import CaseProtocol

extension CivilDate {
    /// Whether offices work on this day, by `calendar`. Every calendar is Monday to Friday until one is loaded.
    public func isWorkingDay(in calendar: CalendarID) -> Bool { weekday <= 5 }

    /// The `count`-th working day after this one; this one itself when `count` is 0.
    public func adding(workingDays count: Int, in calendar: CalendarID) -> CivilDate {
        var day = self
        for _ in 0..<max(0, count) {
            repeat { day = day.adding(days: 1) } while !day.isWorkingDay(in: calendar)
        }
        return day
    }

    /// How many working days there are after this day, up to and including `last`; 0 when `last` is not later.
    public func workingDays(through last: CivilDate, in calendar: CalendarID) -> Int {
        var count = 0
        var day = adding(days: 1)
        while day <= last {
            if day.isWorkingDay(in: calendar) { count += 1 }
            day = day.adding(days: 1)
        }
        return count
    }

    /// The days after this one, up to and including `last`, that are not counted as working days.
    func skippedDays(through last: CivilDate, in calendar: CalendarID) -> [CivilDate] {
        guard self < last else { return [] }
        return (dayNumber + 1...last.dayNumber).map { CivilDate(dayNumber: $0) }
            .filter { !$0.isWorkingDay(in: calendar) }
    }
}

extension DeadlineSpec.Length {
    /// The last day, counted from `start` as day 0. For ``until(_:)`` the date in `fields`; `nil` when there is none.
    func lastDay(from start: CivilDate, in calendar: CalendarID, fields: [FieldID: JSONValue]) -> CivilDate? {
        switch self {
        case .workingDays(let count): start.adding(workingDays: count, in: calendar)
        case .calendarDays(let count): start.adding(days: count)
        case .months(let count): start.adding(months: count)
        case .until(let field): fields[field]?.string.flatMap { CivilDate($0) }
        }
    }

    /// The word in a deadline row.
    var unit: String {
        switch self {
        case .workingDays: "workingDays"
        case .calendarDays: "calendarDays"
        case .months: "months"
        case .until: "until"
        }
    }

    /// The number in a deadline row; `nil` where a field gives the date.
    var count: Int? {
        switch self {
        case .workingDays(let count), .calendarDays(let count), .months(let count): count
        case .until: nil
        }
    }
}

/// Whether days left over by a pause are working days; else they are calendar days, those of months too.
func countsWorkingDays(_ deadline: Deadline) -> Bool { deadline.row["unit"]?.string == "workingDays" }
