import CaseProtocol
import Testing

@Suite struct DateTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-21", 20_778, 6), ("1969-12-31", -1, 3),
        ("2100-03-01", 47_541, 1),
    ])
    func `a day has its number and its weekday`(text: String, number: Int, weekday: Int) throws {
        let date = try #require(CivilDate(text))
        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
        #expect(CivilDate(dayNumber: number) == date)
        #expect(date.description == text)
    }

    @Test func `every day of four centuries reads back from its number`() {
        var previous = CivilDate(dayNumber: -200_001)
        for number in -200_000...20_000 {
            let date = CivilDate(dayNumber: number)
            #expect(date.dayNumber == number)
            #expect(previous < date)
            previous = date
        }
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-01T00", "", "abcd"])
    func `a day that does not exist is refused`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2024-02-29", 60, "2029-02-28"),
        ("2026-11-30", 3, "2027-02-28"), ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"),
    ])
    func `months end on the same day number or the last of the month`(start: String, months: Int, end: String) throws {
        #expect(try #require(CivilDate(start)).adding(months: months).description == end)
    }

    @Test(arguments: [("2019", nil), ("2019-07", nil), ("2019-07-31", "2019-07-31")] as [(String, String?)])
    func `a date may be known in part`(text: String, whole: String?) throws {
        let date = try #require(PartialDate(text))
        #expect(date.description == text)
        #expect(date.civilDate?.description == whole)
    }

    @Test(arguments: [
        "2026-11-21T07:12:09.250Z", "1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z",
    ])
    func `a moment reads back`(text: String) throws {
        #expect(try #require(Timestamp(text)).description == text)
    }

    @Test func `a moment is another day east of midnight`() throws {
        let moment = try #require(Timestamp("2026-11-21T22:30:00Z"))
        #expect(moment.day().description == "2026-11-21")
        #expect(moment.day(minutesEast: 180).description == "2026-11-22")
    }

    /// Found by fuzzing: a moment has one spelling, with milliseconds or without.
    @Test(arguments: [
        "2026-11-21T+7:12:09Z", "2026-11-21T07:12:09.+25Z", "2026-11-21T07:12:09.-00Z", "2026-11-21T07::12:09Z",
        "2026-11-21T07:x:12:09Z", "2026-11-21T:07:12:09Z", "2026-11-21T-0:12:09Z", "2026-11-21t07:12:09Z",
        "2026-11-21T07:12:09.25Z", "2026-11-21T07:12:09.Z", "2026-11-21T07:12:09,250Z",
    ])
    func `a moment that is spelt otherwise is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: ["2026-11-21", "2026-11-21T24:00:00Z", "2026-11-21T07:12Z", "2026-11-21T07:12:09+03:00", "T"])
    func `a moment without UTC or a real time is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }
}
