public import CaseProtocol

extension WorkCalendar {
    /// Whether its authority works on `day`.
    public func isWorkingDay(_ day: CivilDate) -> Bool {
        var desk = HolidayDesk(self)
        return desk.isWorking(day)
    }

    /// Why its authority does not work on `day`: the holidays, or else the weekday, in English; `nil` on a working day.
    public func whyNotWorking(_ day: CivilDate) -> String? {
        var desk = HolidayDesk(self)
        return desk.reason(day)
    }

    /// The `count`-th working day after `start`, which is day 0; `start` itself when `count` is 0 or less.
    public func adding(workingDays count: Int, to start: CivilDate) -> CivilDate {
        var desk = HolidayDesk(self)
        var day = start
        for _ in 0..<max(0, count) {
            repeat { day = day.adding(days: 1) } while !desk.isWorking(day)
        }
        return day
    }

    /// How many working days there are after `start`, up to and including `last`; 0 when `last` is not later.
    public func workingDays(after start: CivilDate, through last: CivilDate) -> Int {
        var desk = HolidayDesk(self)
        return Self.days(after: start, through: last).count { desk.isWorking($0) }
    }

    /// The days after `start`, up to and including `last`, that are not counted, and why.
    public func skippedDays(after start: CivilDate, through last: CivilDate) -> [SkippedDay] {
        var desk = HolidayDesk(self)
        return Self.days(after: start, through: last).compactMap { day in
            desk.reason(day).map { SkippedDay(day, $0) }
        }
    }

    /// `day` if it is a working day, or else the next one: where a time limit ends that rolls (ruling 3).
    public func nextWorkingDay(onOrAfter day: CivilDate) -> CivilDate {
        var desk = HolidayDesk(self)
        var day = day
        while !desk.isWorking(day) { day = day.adding(days: 1) }
        return day
    }

    /// `day` if it is a working day, or else the last one before it.
    public func previousWorkingDay(onOrBefore day: CivilDate) -> CivilDate {
        var desk = HolidayDesk(self)
        var day = day
        while !desk.isWorking(day) { day = day.adding(days: -1) }
        return day
    }

    static func days(after start: CivilDate, through last: CivilDate) -> [CivilDate] {
        guard start < last else { return [] }
        return (start.dayNumber + 1...last.dayNumber).map { CivilDate(dayNumber: $0) }
    }
}

/// Answers for the days of one count, so that the holidays of a year are found once and not for each day.
struct HolidayDesk {
    private let calendar: WorkCalendar
    private var year: Int?
    /// The holidays of ``year``.
    private var kept: [CivilDate: [Holiday]] = [:]

    init(_ calendar: WorkCalendar) { self.calendar = calendar }

    mutating func isWorking(_ day: CivilDate) -> Bool {
        !calendar.weekend.contains(day.weekday) && holidays(on: day).isEmpty
    }

    mutating func reason(_ day: CivilDate) -> String? {
        let holidays = holidays(on: day)
        if !holidays.isEmpty { return holidays.map(\.reason).joined(separator: "; ") }
        return calendar.weekend.contains(day.weekday) ? day.weekdayName : nil
    }

    private mutating func holidays(on day: CivilDate) -> [Holiday] {
        if calendar.holidays.isEmpty { return [] }
        if day.year != year {
            year = day.year
            kept = Dictionary(grouping: calendar.holidays(in: day.year), by: \.day)
        }
        return kept[day] ?? []
    }
}
