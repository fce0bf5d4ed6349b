import CaseProtocol
import Testing
import Workflow

/// The calendars that Tatua ships with, against lists of public holidays and against counts made by hand.
@Suite struct ShippedCalendarTests {
    @Test(
        arguments: [
            ("KE", 2022, "01-01 04-15 04-18 05-02 06-01 10-10 10-20 12-12 12-26 12-27"),
            ("KE", 2023, "01-02 04-07 04-10 05-01 06-01 10-10 10-20 12-12 12-25 12-26"),
            ("KE", 2024, "01-01 03-29 04-01 04-10 05-01 05-10 06-01 06-17 10-10 10-21 11-01 12-12 12-25 12-26"),
            ("KE", 2025, "01-01 03-31 04-18 04-21 05-01 06-02 06-06 10-10 10-17 10-20 12-12 12-25 12-26"),
            ("KE", 2026, "01-01 03-20 04-03 04-06 05-01 05-27 06-01 10-10 10-20 12-12 12-25 12-26"),
            ("UG", 2024, "01-01 01-26 02-16 03-08 03-29 04-01 04-10 05-01 06-03 06-09 06-16 10-09 12-25 12-26"),
            ("UG", 2025, "01-01 01-26 02-16 03-08 03-30 04-18 04-21 05-01 06-03 06-06 06-09 10-09 12-25 12-26"),
            (
                "TZ", 2024,
                "01-01 01-12 03-29 04-01 04-07 04-10 04-11 04-26 05-01 06-17 07-07 08-08"
                    + " 09-16 10-14 11-27 12-09 12-25 12-26"
            ),
            (
                "TZ", 2025,
                "01-01 01-12 03-31 04-01 04-07 04-18 04-21 04-26 05-01 06-07 07-07 08-08"
                    + " 09-05 10-14 10-29 12-09 12-25 12-26"
            ),
            ("RW", 2024, "01-01 01-02 02-01 03-29 04-01 04-07 04-10 05-01 06-17 07-01 07-04 08-02 08-15 12-25 12-26"),
            ("RW", 2025, "01-01 01-02 02-03 03-31 04-07 04-18 04-21 05-01 06-06 07-01 07-04 08-01 08-15 12-25 12-26"),
            (
                "RW", 2026,
                "01-01 01-02 02-02 03-20 04-03 04-06 04-07 05-01 05-27 07-01 07-06 08-07 08-17 12-25 12-28"
            ),
            ("WTO", 2026, "01-01 04-03 04-06 05-14 05-25 08-01 09-10 12-25 12-31"),
            ("WTO", 2024, "01-01 03-29 04-01 05-09 05-20 08-01 09-05 12-25 12-31"),
            (
                "AfCFTA", 2025,
                "01-01 01-07 03-06 03-31 04-01 04-18 04-21 05-01 06-06 07-01 07-04 09-21 09-22 12-05 12-25 12-26"
            ),
            ("weekdays", 2025, ""),
        ] as [(String, Int, String)])
    func `the holidays of a year are those of the lists`(id: String, year: Int, days: String) {
        let kept = Calendars.standard[CalendarID(id)].holidays(in: year)
        #expect(kept.map { $0.day.description } == days.split(separator: " ").map { "\(year)-\($0)" })
    }

    @Test(arguments: [
        ("2025-06-01", "Sunday"), ("2025-06-02", "Madaraka Day, moved from Sunday 2025-06-01"),
        ("2025-12-12", "Jamhuri Day"), ("2025-12-13", "Saturday"), ("2026-12-12", "Jamhuri Day"),
        ("2024-10-20", "Sunday"), ("2024-10-21", "Mashujaa Day, moved from Sunday 2024-10-20"),
        ("2025-04-18", "Good Friday"), ("2025-04-20", "Sunday"), ("2025-04-21", "Easter Monday"),
        ("2022-12-26", "Boxing Day"), ("2022-12-27", "Christmas Day, moved from Sunday 2022-12-25"),
        ("2023-01-02", "New Year's Day, moved from Sunday 2023-01-01"), ("2023-10-10", "Utamaduni Day"),
        ("2025-10-10", "Mazingira Day"), ("2024-11-01", "Swearing-in of the Deputy President"),
    ])
    func `Kenya says why nobody works`(day: String, reason: String) {
        #expect(WorkCalendar.kenya.whyNotWorking(.day(day)) == reason)
        #expect(!WorkCalendar.kenya.isWorkingDay(.day(day)))
    }

    @Test(arguments: ["2025-05-30", "2025-06-03", "2025-12-11", "2025-12-15", "2022-12-28", "2023-01-03", "2016-10-10"])
    func `Kenya works on the days around`(day: String) {
        #expect(WorkCalendar.kenya.whyNotWorking(.day(day)) == nil)
        #expect(WorkCalendar.kenya.isWorkingDay(.day(day)))
    }

    @Test(arguments: [
        // Ten days over Easter 2025: Friday the 18th and Monday the 21st are not counted.
        ("KE", "2025-04-14", 10, "2025-04-30"), ("WTO", "2025-04-14", 10, "2025-04-30"),
        ("weekdays", "2025-04-14", 10, "2025-04-28"),
        // The next is 1 May: Labour Day in Kenya, a working day on our list for Geneva.
        ("KE", "2025-04-14", 11, "2025-05-02"), ("WTO", "2025-04-14", 11, "2025-05-01"),
        // Over Ascension Day, 29 May 2025.
        ("WTO", "2025-05-26", 3, "2025-05-30"), ("KE", "2025-05-26", 3, "2025-05-29"),
        // Over the end of the year.
        ("KE", "2024-12-24", 3, "2024-12-31"), ("KE", "2024-12-24", 4, "2025-01-02"),
        ("WTO", "2024-12-24", 3, "2024-12-30"), ("WTO", "2024-12-24", 4, "2025-01-02"),
        // Over a leap day.
        ("KE", "2024-02-28", 1, "2024-02-29"), ("KE", "2024-02-28", 2, "2024-03-01"),
        ("KE", "2023-02-28", 1, "2023-03-01"),
        // Three days in a row: Idd, Good Friday's week of 2024 and the weekend between.
        ("KE", "2024-03-28", 1, "2024-04-02"), ("TZ", "2024-04-09", 1, "2024-04-12"),
    ])
    func `working days are counted over holidays`(id: String, start: String, count: Int, end: String) {
        let calendar = Calendars.standard[CalendarID(id)]
        #expect(calendar.adding(workingDays: count, to: .day(start)) == .day(end))
        #expect(calendar.workingDays(after: .day(start), through: .day(end)) == count)
    }

    @Test func `Rwanda makes up for a weekend once, and never for 7 April`() {
        let rwanda = WorkCalendar.rwanda
        #expect(
            rwanda.whyNotWorking(.day("2027-12-27"))
                == "Christmas Day, moved from Saturday 2027-12-25; Boxing Day, moved from Sunday 2027-12-26")
        #expect(rwanda.isWorkingDay(.day("2027-12-28")))
        #expect(rwanda.whyNotWorking(.day("2022-12-27")) == "Christmas Day, moved from Sunday 2022-12-25")
        #expect(rwanda.whyNotWorking(.day("2024-04-07")) != nil && rwanda.isWorkingDay(.day("2024-04-08")))
    }

    @Test func `the day of Geneva's fast is the Thursday after the first Sunday of September`() {
        for (year, day) in [(2023, "2023-09-07"), (2024, "2024-09-05"), (2025, "2025-09-11"), (2026, "2026-09-10")] {
            let fast = WorkCalendar.wto.holidays(in: year).first { $0.name == "Jeûne genevois" }
            #expect(fast?.day == .day(day))
        }
    }

    @Test func `the secretariat in Arusha keeps the days of its host and vouches for none`() {
        for year in 2023...2027 {
            #expect(
                WorkCalendar.eac.holidays(in: year).map(\.day) == WorkCalendar.tanzania.holidays(in: year).map(\.day))
        }
        #expect(!WorkCalendar.eac.isConfirmed(in: 2024))
    }

    @Test func `Kenya is complete where Idd days are entered and confirmed where the notices were reported`() {
        #expect((2022...2028).filter(WorkCalendar.kenya.isComplete) == [2024, 2025, 2026])
        #expect((2022...2028).filter(WorkCalendar.kenya.isConfirmed) == [2024, 2025])
        let open = WorkCalendar.kenya.holidays(in: 2026).filter { !$0.isConfirmed }
        #expect(open.map(\.name) == ["Idd-ul-Fitr", "Idd-ul-Azha"])
    }

    @Test func `no secretariat's year is confirmed, and no year of the WTO complete`() {
        for year in 2020...2030 {
            #expect(!WorkCalendar.wto.isComplete(in: year))
            #expect([WorkCalendar.wto, .eac, .afcfta].allSatisfy { !$0.isConfirmed(in: year) })
        }
    }

    @Test(arguments: Calendars.standard.all.map(\.id))
    func `every announced day lies in a covered year and no two rules of a name share a day`(id: CalendarID) {
        let calendar = Calendars.standard[id]
        for rule in calendar.holidays {
            if case .on(let day) = rule.when { #expect(calendar.isComplete(in: day.year), "\(rule.name) \(day)") }
        }
        for year in 2000...2040 {
            let kept = calendar.holidays(in: year).map { "\($0.name) \($0.day)" }
            #expect(Set(kept).count == kept.count)
        }
    }

    @Test func `the shipped calendars are told apart by id`() {
        #expect(
            Calendars.standard.all.map(\.id) == ["AfCFTA", "EAC", "GH", "KE", "RW", "TZ", "UG", "WTO", "weekdays"])
    }
}
