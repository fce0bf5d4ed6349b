import CaseProtocol
import Testing
import Workflow

@Suite struct CalendarChangeTests {
    /// Kenya with other holidays.
    private func kenya(_ holidays: [HolidayRule], weekend: Set<Int> = [6, 7]) -> WorkCalendar {
        let old = WorkCalendar.kenya
        return WorkCalendar(
            id: old.id, version: old.version + 1, title: old.title, authority: old.authority, weekend: weekend,
            holidays: holidays, move: old.move, moveSource: old.moveSource, source: old.source,
            coveredYears: old.coveredYears)
    }

    private let june = CivilDate.day("2025-06-01")...CivilDate.day("2025-06-30")

    @Test func `an announced day becomes a day off and a withdrawn one a working day`() {
        let extra = HolidayRule("Day of mourning", .on(.day("2025-06-11")))
        let holidays = WorkCalendar.kenya.holidays.filter { $0.name != "Idd-ul-Azha" } + [extra]
        let change = CalendarChange(from: .kenya, to: kenya(holidays), in: june)
        #expect(change.becameNonWorking == [SkippedDay(.day("2025-06-11"), "Day of mourning")])
        #expect(change.becameWorking == [SkippedDay(.day("2025-06-06"), "Idd-ul-Azha")])
        #expect(!change.isEmpty)
    }

    @Test func `a holiday on a day of rest changes nothing, and neither does another reason`() {
        let saturday = HolidayRule("Saturday of mourning", .on(.day("2025-06-14")))
        let renamed = WorkCalendar.kenya.holidays.map {
            HolidayRule($0.name + "!", $0.when, years: $0.years, moves: $0.moves, source: $0.source)
        }
        #expect(CalendarChange(from: .kenya, to: kenya(WorkCalendar.kenya.holidays + [saturday]), in: june).isEmpty)
        #expect(CalendarChange(from: .kenya, to: kenya(renamed), in: june).isEmpty)
        #expect(CalendarChange(from: .kenya, to: .kenya, in: june).isEmpty)
    }

    @Test func `the first and the last day of the range are looked at, those beside it not`() {
        let days = ["2025-06-09", "2025-06-10", "2025-06-12", "2025-06-13"].map {
            HolidayRule("Strike", .on(.day($0)))
        }
        let change = CalendarChange(
            from: .kenya, to: kenya(WorkCalendar.kenya.holidays + days),
            in: .day("2025-06-10")...CivilDate.day("2025-06-12"))
        #expect(change.becameNonWorking.map(\.day) == [.day("2025-06-10"), .day("2025-06-12")])
    }

    @Test func `another weekend changes days both ways`() {
        let week = CivilDate.day("2025-06-09")...CivilDate.day("2025-06-15")
        let change = CalendarChange(from: .kenya, to: kenya(WorkCalendar.kenya.holidays, weekend: [5, 6]), in: week)
        #expect(change.becameNonWorking == [SkippedDay(.day("2025-06-13"), "Friday")])
        #expect(change.becameWorking == [SkippedDay(.day("2025-06-15"), "Sunday")])
    }

    @Test func `a limit is counted again by both calendars`() {
        let mourning = kenya(WorkCalendar.kenya.holidays + [HolidayRule("Mourning", .on(.day("2025-10-24")))])
        // Day 0 is Monday 13 October; the 17th (state funeral) and the 20th (Mashujaa Day) are free in both.
        let ten = CalendarChange.recounted(startedOn: .day("2025-10-13"), length: 10, old: .kenya, new: mourning)
        #expect(ten.before == .day("2025-10-29") && ten.after == .day("2025-10-30"))
        let six = CalendarChange.recounted(startedOn: .day("2025-10-13"), length: 6, old: .kenya, new: mourning)
        #expect(six.before == .day("2025-10-23") && six.after == six.before)
    }
}
