import CaseProtocol
import Testing
import Workflow

/// A calendar made for a test: new rules in a Saturday and Sunday week, unless told otherwise.
private func calendar(
    _ holidays: [HolidayRule], weekend: Set<Int> = [6, 7], move: HolidayMove = .stay, coveredYears: Set<Int>? = nil
) -> WorkCalendar {
    let source = LegalSource("test", .verified)
    return WorkCalendar(
        id: "test", version: 1, title: "Test", authority: "Nobody", weekend: weekend, holidays: holidays, move: move,
        moveSource: source, source: source, coveredYears: coveredYears)
}

@Suite struct HolidayRuleTests {
    @Test(arguments: [
        (2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25"),
        (1954, "1954-04-18"), (1981, "1981-04-19"), (2008, "2008-03-23"), (2011, "2011-04-24"), (2019, "2019-04-21"),
    ])
    func `Easter is where the almanac has it`(year: Int, day: String) {
        #expect(CivilDate.easter(in: year) == .day(day))
    }

    @Test func `Easter is a Sunday from 22 March to 25 April in every year`() {
        for year in WorkCalendar.years {
            let easter = CivilDate.easter(in: year)
            #expect(easter.weekday == 7 && easter.year == year)
            #expect((3...4).contains(easter.month))
            #expect((easter.month == 3 && easter.day >= 22) || (easter.month == 4 && easter.day <= 25))
        }
    }

    @Test(arguments: [
        (1, 5, 8, 0, "2026-08-07"), (1, 7, 9, 4, "2026-09-10"), (-1, 1, 5, 0, "2026-05-25"), (5, 5, 5, 0, "2026-05-29"),
        (-1, 4, 12, 6, "2027-01-06"), (3, 1, 1, 0, "2026-01-19"), (1, 7, 3, 0, "2026-03-01"),
    ])
    func `a weekday of a month is counted from its first or its last`(
        ordinal: Int, weekday: Int, month: Int, plusDays: Int, day: String
    ) {
        let rule = HolidayRule(
            "Day", .weekday(ordinal: ordinal, weekday: weekday, month: month, plusDays: plusDays), years: 2026...2026)
        let calendar = calendar([rule])
        #expect((calendar.holidays(in: 2026) + calendar.holidays(in: 2027)).map(\.day) == [.day(day)])
    }

    @Test func `a month without a fifth such weekday has no such holiday`() {
        let calendar = calendar([HolidayRule("Day", .weekday(ordinal: 5, weekday: 1, month: 2, plusDays: 0))])
        #expect(calendar.holidays(in: 2027).isEmpty)
        #expect(calendar.holidays(in: 2044).map(\.day) == [.day("2044-02-29")])
    }

    @Test func `29 February is kept in leap years only`() {
        let calendar = calendar([HolidayRule("Leap Day", .monthDay(month: 2, day: 29))])
        #expect(calendar.holidays(in: 2024).map(\.day) == [.day("2024-02-29")])
        #expect(calendar.holidays(in: 2025).isEmpty && calendar.holidays(in: 2100).isEmpty)
        #expect(calendar.isWorkingDay(.day("2025-02-28")) && calendar.isWorkingDay(.day("2025-03-03")))
        #expect(calendar.adding(workingDays: 1, to: .day("2024-02-28")) == .day("2024-03-01"))
    }

    @Test func `a rule holds from its first year to its last`() {
        let calendar = calendar([HolidayRule("Day", .monthDay(month: 7, day: 1), years: 2020...2022)])
        #expect((2018...2024).filter { !calendar.holidays(in: $0).isEmpty } == [2020, 2021, 2022])
    }

    @Test func `no holiday is known outside the years of calendars`() {
        let calendar = calendar([HolidayRule("New Year's Day", .monthDay(month: 1, day: 1))])
        #expect(calendar.holidays(in: 1899).isEmpty && calendar.holidays(in: 2200).isEmpty)
        #expect(calendar.holidays(in: 1900).count == 1 && calendar.holidays(in: 2199).count == 1)
        #expect(calendar.isWorkingDay(.day("2200-01-01")) && !calendar.isWorkingDay(.day("2199-01-01")))
    }
}

@Suite struct HolidayMoveTests {
    private let newYear = HolidayRule("New Year's Day", .monthDay(month: 1, day: 1))
    private let yearsEnd = HolidayRule("Year's End", .monthDay(month: 12, day: 31))

    @Test func `a Sunday holiday goes to the next day that is no holiday, over the end of the year too`() {
        let calendar = calendar([yearsEnd, newYear], move: .fromSunday)
        #expect(calendar.holidays(in: 2023).map(\.day) == [.day("2023-01-02")])
        #expect(
            calendar.holidays(in: 2024).map(\.day) == ["2024-01-01", "2024-01-02", "2024-12-31"].map(CivilDate.day))
        #expect(calendar.holidays(in: 2024)[1].movedFrom == .day("2023-12-31"))
        #expect(calendar.isWorkingDay(.day("2024-01-03")))
    }

    @Test func `of two holidays on one Sunday the second goes a day further`() {
        let other = HolidayRule("Other", .monthDay(month: 1, day: 1))
        let moved = calendar([newYear, other], move: .fromSunday).holidays(in: 2023)
        #expect(moved.map(\.name) == ["New Year's Day", "Other"])
        #expect(moved.map(\.day) == [.day("2023-01-02"), .day("2023-01-03")])
    }

    @Test func `a Saturday holiday stays where only Sundays move`() {
        let calendar = calendar([newYear], move: .fromSunday)
        #expect(calendar.holidays(in: 2022).map(\.day) == [.day("2022-01-01")])
        #expect(calendar.isWorkingDay(.day("2022-01-03")))
    }

    @Test func `where weekends move, two holidays of one weekend share a day`() {
        let calendar = calendar([yearsEnd, newYear], move: .fromWeekend)
        #expect(calendar.holidays(in: 2023).map(\.day) == [.day("2023-01-02"), .day("2023-01-02")])
        #expect(calendar.isWorkingDay(.day("2023-01-03")))
        #expect(
            calendar.whyNotWorking(.day("2023-01-02"))
                == "Year's End, moved from Saturday 2022-12-31; New Year's Day, moved from Sunday 2023-01-01")
    }

    @Test func `weekends that move are the calendar's own`() {
        let calendar = calendar([newYear], weekend: [5, 6], move: .fromWeekend)
        // 2027-01-01 is a Friday; the week begins on Sunday.
        #expect(calendar.holidays(in: 2027).map(\.day) == [.day("2027-01-03")])
        #expect(calendar.whyNotWorking(.day("2027-01-01")) == "Friday")
        #expect(calendar.isWorkingDay(.day("2027-01-04")))
    }

    @Test func `an announced day and a day that its law keeps in place do not move`() {
        let kept = HolidayRule("Memorial", .monthDay(month: 1, day: 1), moves: false)
        let announced = HolidayRule("Idd", .on(.day("2023-01-01")))
        for rule in [kept, announced] {
            #expect(calendar([rule], move: .fromSunday).holidays(in: 2023).map(\.day) == [.day("2023-01-01")])
        }
        let moving = HolidayRule("Idd", .on(.day("2023-01-01")), moves: true)
        #expect(calendar([moving], move: .fromSunday).holidays(in: 2023).map(\.day) == [.day("2023-01-02")])
    }
}

@Suite struct WorkCalendarTests {
    @Test(arguments: [
        ("2026-11-02", 0, "2026-11-02"), ("2026-11-02", -3, "2026-11-02"), ("2026-11-07", 0, "2026-11-07"),
        ("2026-11-06", 1, "2026-11-09"), ("2026-11-08", 5, "2026-11-13"), ("2026-12-31", 1, "2027-01-01"),
        ("2024-02-28", 2, "2024-03-01"),
    ])
    func `plain weekdays count Monday to Friday and nothing else`(start: String, count: Int, end: String) {
        #expect(WorkCalendar.weekdays.adding(workingDays: count, to: .day(start)) == .day(end))
    }

    @Test func `a week without days of rest is counted through`() {
        let calendar = calendar([], weekend: [])
        #expect(calendar.adding(workingDays: 10, to: .day("2026-11-02")) == .day("2026-11-12"))
        #expect(calendar.workingDays(after: .day("2026-11-02"), through: .day("2026-11-12")) == 10)
    }

    @Test func `nothing is counted when the last day is not later`() {
        for last in ["2025-06-03", "2025-06-02"] {
            #expect(WorkCalendar.kenya.workingDays(after: .day("2025-06-03"), through: .day(last)) == 0)
            #expect(WorkCalendar.kenya.skippedDays(after: .day("2025-06-03"), through: .day(last)).isEmpty)
        }
    }

    @Test func `skipped days come with their reasons and the first day is not among them`() {
        let skipped = WorkCalendar.kenya.skippedDays(after: .day("2025-05-31"), through: .day("2025-06-08"))
        #expect(
            skipped == [
                SkippedDay(.day("2025-06-01"), "Sunday"),
                SkippedDay(.day("2025-06-02"), "Madaraka Day, moved from Sunday 2025-06-01"),
                SkippedDay(.day("2025-06-06"), "Idd-ul-Azha"), SkippedDay(.day("2025-06-07"), "Saturday"),
                SkippedDay(.day("2025-06-08"), "Sunday"),
            ])
    }

    @Test(arguments: [
        ("2025-04-17", "2025-04-17", "2025-04-17"), ("2025-04-18", "2025-04-22", "2025-04-17"),
        ("2025-04-21", "2025-04-22", "2025-04-17"), ("2024-12-25", "2024-12-27", "2024-12-24"),
        ("2025-01-01", "2025-01-02", "2024-12-31"),
    ])
    func `the next and the previous working day leave a working day alone`(day: String, next: String, previous: String)
    {
        #expect(WorkCalendar.kenya.nextWorkingDay(onOrAfter: .day(day)) == .day(next))
        #expect(WorkCalendar.kenya.previousWorkingDay(onOrBefore: .day(day)) == .day(previous))
    }

    @Test(arguments: Calendars.standard.all.map(\.id))
    func `all ways of counting agree, day for day`(id: CalendarID) {
        let calendar = Calendars.standard[id]
        let last = CivilDate.day("2025-07-10")
        var day = CivilDate.day("2024-12-20")
        while day < last {
            let next = day.adding(days: 1)
            #expect(calendar.isWorkingDay(day) == (calendar.whyNotWorking(day) == nil))
            #expect(calendar.adding(workingDays: 1, to: day) == calendar.nextWorkingDay(onOrAfter: next))
            let previous = calendar.isWorkingDay(next) ? next : calendar.previousWorkingDay(onOrBefore: day)
            #expect(calendar.previousWorkingDay(onOrBefore: next) == previous)
            day = next
        }
        let start = CivilDate.day("2024-12-20")
        let working = calendar.workingDays(after: start, through: last)
        #expect(working + calendar.skippedDays(after: start, through: last).count == last.dayNumber - start.dayNumber)
    }

    @Test(arguments: Calendars.standard.all.map(\.id))
    func `two thousand working days are counted there and back`(id: CalendarID) {
        let calendar = Calendars.standard[id]
        let start = CivilDate.day("2024-01-01")
        let end = calendar.adding(workingDays: 2_000, to: start)
        #expect(calendar.isWorkingDay(end))
        #expect(calendar.workingDays(after: start, through: end) == 2_000)
        #expect(calendar.workingDays(after: start, through: end.adding(days: -1)) == 1_999)
    }

    @Test func `a calendar in which every day of the year is a holiday still ends its counts`() {
        let all = (1...12).flatMap { month in
            (1...31).map { HolidayRule("Day", .monthDay(month: month, day: $0), moves: false) }
        }
        #expect(calendar(all).nextWorkingDay(onOrAfter: .day("2190-01-01")) == .day("2200-01-01"))
    }

    @Test func `a year is complete when its announced days are entered, or none need be`() {
        let covered = calendar([], coveredYears: [2024])
        #expect(covered.isComplete(in: 2024) && !covered.isComplete(in: 2025))
        #expect(WorkCalendar.weekdays.isComplete(in: 1900) && WorkCalendar.weekdays.isComplete(in: 2199))
        #expect(!WorkCalendar.weekdays.isComplete(in: 1899) && !WorkCalendar.weekdays.isComplete(in: 2200))
    }

    @Test func `a year is confirmed when it is complete and all that it rests on is`() {
        #expect(calendar([], coveredYears: [2024]).isConfirmed(in: 2024))
        #expect(!calendar([], coveredYears: [2024]).isConfirmed(in: 2025))
        let expected = HolidayRule("Idd", .on(.day("2024-04-10")), source: LegalSource("expected", .recalledMedium))
        #expect(!calendar([expected]).isConfirmed(in: 2024) && calendar([expected]).isConfirmed(in: 2025))
    }
}

@Suite struct CalendarsTests {
    @Test func `a calendar nobody knows counts plain weekdays and says so`() {
        #expect(!Calendars.standard.isKnown("ZZ") && Calendars.standard["ZZ"] == .weekdays)
        #expect(Calendars.standard.isKnown("KE") && Calendars.standard["KE"].id == "KE")
        #expect(Calendars([])[.weekdays] == .weekdays)
    }

    @Test func `the latest version of a calendar is held, whatever the order`() {
        func version(_ number: Int, _ title: String) -> WorkCalendar {
            WorkCalendar(
                id: "KE", version: number, title: title, authority: "x", holidays: [], move: .stay,
                moveSource: LegalSource("x", .design), source: LegalSource("x", .design), coveredYears: nil)
        }
        #expect(Calendars([version(2, "new"), version(1, "old")])["KE"].title == "new")
        #expect(Calendars([version(1, "old"), version(2, "new")])["KE"].title == "new")
        #expect(Calendars([version(2, "first"), version(2, "last")])["KE"].title == "last")
        var calendars = Calendars.standard
        calendars.load(version(2, "new"))
        #expect(calendars["KE"].title == "new" && calendars.all.count == Calendars.standard.all.count)
    }
}
