public import CaseProtocol

/// One holiday of a calendar.
public struct HolidayRule: Hashable, Sendable {
    /// What people read. Two rules may have one name: each announced Idd is a rule of its own.
    public let name: String
    public let when: When
    /// The years in which it is kept, both included; of no effect on ``When/on(_:)``.
    public let years: ClosedRange<Int>
    /// Whether the calendar's ``WorkCalendar/move`` applies to it.
    public let moves: Bool
    /// Where it comes from, if not from where the calendar does.
    public let source: LegalSource?

    /// How a day of the year is found.
    public enum When: Hashable, Sendable {
        /// The same day each year. 29 February is kept in leap years only.
        case monthDay(month: Int, day: Int)
        /// Days after Western Easter Sunday, −80 to 250, so that it stays within the year: Good Friday is −2.
        case easter(offset: Int)
        /// The `ordinal`-th (1 to 5, or −1 for the last) such weekday of a month, and `plusDays` (0 to 6) further.
        /// There is none where the month has no fifth.
        case weekday(ordinal: Int, weekday: Int, month: Int, plusDays: Int)
        /// One announced day.
        case on(CivilDate)
    }

    /// Makes a rule. `moves` is taken to be so, but not for an announced day: who announces it names the day itself.
    public init(
        _ name: String, _ when: When, years: ClosedRange<Int> = WorkCalendar.years, moves: Bool? = nil,
        source: LegalSource? = nil
    ) {
        self.name = name
        self.when = when
        self.years = years
        self.moves = moves ?? when.movesByDefault
        self.source = source
    }

    /// The day it falls on before any move; `nil` in a year without it, and outside ``WorkCalendar/years``.
    func day(in year: Int) -> CivilDate? {
        guard WorkCalendar.years.contains(year) else { return nil }
        if case .on(let day) = when { return day.year == year ? day : nil }
        return years.contains(year) ? when.day(in: year) : nil
    }
}

extension HolidayRule.When {
    var movesByDefault: Bool { if case .on = self { false } else { true } }

    fileprivate func day(in year: Int) -> CivilDate? {
        switch self {
        case .monthDay(let month, let day): return CivilDate(year: year, month: month, day: day)
        case .easter(let offset): return .easter(in: year).adding(days: offset)
        case .on(let day): return day
        case .weekday(let ordinal, let weekday, let month, let plusDays):
            let length = CivilDate.lastDay(ofMonth: month, year: year)
            guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
            let firstMatch = (weekday - first.weekday + 7) % 7 + 1
            let day = ordinal < 0 ? firstMatch + (length - firstMatch) / 7 * 7 : firstMatch + (ordinal - 1) * 7
            return CivilDate(year: year, month: month, day: day)?.adding(days: plusDays)
        }
    }
}

extension CivilDate {
    /// Easter Sunday of the Western churches, by the Gregorian reckoning (the method of Meeus, Jones and Butcher).
    public static func easter(in year: Int) -> CivilDate {
        let golden = year % 19
        let century = year / 100
        let yearOfCentury = year % 100
        let correction = (century + 8) / 25
        let lunar = (century - correction + 1) / 3
        let epact = (19 * golden + century - century / 4 - lunar + 15) % 30
        let toSunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * toSunday) / 451
        let marchDays = epact + toSunday - 7 * late + 22
        // Day 1 of March and as many more; there is a 1 March in every year that a date can have.
        return CivilDate(dayNumber: firstOfMarch(year).dayNumber + marchDays - 1)
    }

    private static func firstOfMarch(_ year: Int) -> CivilDate {
        guard let day = CivilDate(year: year, month: 3, day: 1) else { preconditionFailure("no year \(year)") }
        return day
    }

    /// The name of its weekday, in English.
    var weekdayName: String {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday - 1]
    }
}
