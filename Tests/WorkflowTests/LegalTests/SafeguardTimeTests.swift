import CaseProtocol
import Testing
import Workflow

private func period(_ from: String, _ until: String) throws -> MeasurePeriod {
    try MeasurePeriod(from: .day(from), until: .day(until))
}

@Suite struct LiberalisationTests {
    // Four years from 30 % to 9 %: steps of 7 points a year.
    @Test func `a measure of four years has four rates in equal steps`() throws {
        let result = try Liberalisation.evaluate(
            period("2027-03-01", "2031-03-01"), start: decimalAmount("30 %"), end: decimalAmount("9 %"))
        #expect(result.verdict == .liberalise)
        #expect(
            result.findings.map { $0.figures.map(\.value) } == [
                ["2027-03-01", "30"], ["2028-03-01", "23"], ["2029-03-01", "16"], ["2030-03-01", "9"],
            ])
        #expect(result.value("mid-term review by") == "2029-03-01")
    }

    @Test func `rates without an end in decimals are marked as rounded`() throws {
        let result = try Liberalisation.evaluate(
            period("2027-03-01", "2031-03-01"), start: decimalAmount("30 USD"), end: decimalAmount("10 USD"))
        #expect(result.findings[1].figures[1].value == "23.3333" && result.findings[1].figures[1].isRounded)
        #expect(result.findings[3].figures[1].value == "10" && !result.findings[3].figures[1].isRounded)
    }

    @Test(arguments: [
        ("2027-03-01", "2028-02-29", LegalVerdict.noScheduleNeeded), ("2027-03-01", "2028-03-01", .noScheduleNeeded),
        ("2027-03-01", "2028-03-02", .liberalise),
    ])
    func `one year is not over one year`(from: String, until: String, verdict: LegalVerdict) throws {
        let result = try Liberalisation.evaluate(
            period(from, until), start: decimalAmount("30 %"), end: decimalAmount("20 %"))
        #expect(result.verdict == verdict)
        #expect(result.findings.count == (verdict == .liberalise ? 2 : 0))
    }

    @Test(arguments: [("2030-02-28", false), ("2030-03-01", false), ("2030-03-02", true)])
    func `a review at half-way is due over three years`(until: String, isDue: Bool) throws {
        let result = try Liberalisation.evaluate(
            period("2027-03-01", until), start: decimalAmount("30 %"), end: decimalAmount("20 %"))
        #expect((result["mid-term review by"] != nil) == isDue)
    }

    // 2027-03-01 to 2030-03-02 are 1,097 days; 548 of them later is 2028-08-30.
    @Test func `half-way is not later than half of the days`() throws {
        let result = try Liberalisation.evaluate(
            period("2027-03-01", "2030-03-02"), start: decimalAmount("30 %"), end: decimalAmount("20 %"))
        #expect(result.value("mid-term review by") == "2028-08-30")
    }

    @Test func `steps from the end of a month stay at the end of the month`() throws {
        let result = try Liberalisation.evaluate(
            period("2027-08-31", "2029-02-28"), start: decimalAmount("30 %"), end: decimalAmount("15 %"),
            intervalMonths: 6)
        #expect(result.findings.map { $0.figures[0].value } == ["2027-08-31", "2028-02-29", "2028-08-31"])
    }

    @Test func `a rate that does not fall is refused`() throws {
        let time = try period("2027-03-01", "2030-03-01")
        for end in ["30 %", "31 %"] {
            let refusal = #expect(throws: LegalTestRefusal.self) {
                try Liberalisation.evaluate(time, start: decimalAmount("30 %"), end: decimalAmount(end))
            }
            #expect(refusal?.sentence.contains("SG 7.4") == true)
        }
        #expect(throws: LegalTestRefusal.mixedUnits("last rate", "USD", "first rate", "%")) {
            try Liberalisation.evaluate(time, start: decimalAmount("30 %"), end: decimalAmount("20 USD"))
        }
        #expect(throws: LegalTestRefusal.self) {
            try Liberalisation.evaluate(
                time, start: decimalAmount("30 %"), end: decimalAmount("20 %"), intervalMonths: 13)
        }
        #expect(throws: LegalTestRefusal.self) { try period("2027-03-01", "2027-03-01") }
    }
}

@Suite struct SafeguardDurationTests {
    @Test(arguments: [
        (false, false, "2031-02-28", LegalVerdict.withinCap), (false, false, "2031-03-01", .withinCap),
        (false, false, "2031-03-02", .overCap), (false, true, "2031-03-02", .overCap),
        (true, false, "2035-03-01", .withinCap), (true, false, "2035-03-02", .overCap),
        (true, true, "2037-03-01", .withinCap), (true, true, "2037-03-02", .overCap),
    ])
    func `four years, eight when extended, ten for a developing user`(
        isExtended: Bool, isDeveloping: Bool, until: String, verdict: LegalVerdict
    ) throws {
        let result = SafeguardDuration.evaluate(
            try period("2027-03-01", until), isExtended: isExtended, isDevelopingUser: isDeveloping)
        #expect(result.verdict == verdict)
    }

    @Test func `years from 29 February end on 28 February where there is none`() throws {
        let result = SafeguardDuration.evaluate(try period("2028-02-29", "2032-02-29"), isExtended: true)
        #expect(result.value("initial period ends by") == "2032-02-29")
        #expect(result.value("total ends by") == "2036-02-29")
        #expect(result.value("total ends by, developing user") == "2038-02-28")
    }
}

@Suite struct ReapplicationTests {
    // Four years until 2031-03-01: barred until 2035-03-01.
    @Test(arguments: [
        ("2035-02-28", LegalVerdict.tooEarly), ("2035-03-01", .tooEarly), ("2035-03-02", .lawful),
    ])
    func `nothing for as long as the earlier measure lasted`(proposed: String, verdict: LegalVerdict) throws {
        let result = try Reapplication.evaluate(
            earlier: [period("2027-03-01", "2031-03-01")], proposedOn: .day(proposed))
        #expect(result.verdict == verdict)
        #expect(result.value("first lawful day") == "2035-03-02")
    }

    // One year only, but the bar is at least two years: 2028-03-01 to 2030-03-01.
    @Test func `the bar is at least two years`() throws {
        let result = try Reapplication.evaluate(earlier: [period("2027-03-01", "2028-03-01")])
        #expect(result.verdict == .datesOnly && result.value("first lawful day") == "2030-03-02")
    }

    // Six years until 2033-03-01: half is three years, until 2036-03-01; four years: half is two, so is the minimum.
    @Test(arguments: [("2033-03-01", "2036-03-02"), ("2031-03-01", "2033-03-02"), ("2030-03-01", "2032-03-02")])
    func `a developing user waits half as long, at least two years`(until: String, first: String) throws {
        let result = try Reapplication.evaluate(earlier: [period("2027-03-01", until)], isDevelopingUser: true)
        #expect(result.value("first lawful day") == first)
        #expect(result["SG 7.5 opens"] != nil)
    }

    // 1,500 days are no whole months: the bar is 1,500 days, 750 for a developing user.
    @Test func `a length that is not whole months is counted in days`() throws {
        let until = CivilDate.day("2027-01-01").adding(days: 1_501)
        let measure = try MeasurePeriod(from: .day("2027-01-01"), until: until)
        #expect(measure.wholeMonths == nil)
        let result = try Reapplication.evaluate(earlier: [measure], isDevelopingUser: true)
        #expect(result.value("SG 7.5 opens") == until.adding(days: 1_502).description)
        // Half of 1,501 days, rounded up to 751, is more than two years.
        #expect(result.value("SG 9.2 opens") == until.adding(days: 752).description)
    }

    @Test(arguments: [
        ("2028-02-29", 180, LegalVerdict.tooEarly), ("2028-03-01", 180, .lawful), ("2028-03-01", 181, .tooEarly),
    ])
    func `a measure of 180 days may come a year after the introduction`(
        proposed: String, days: Int, verdict: LegalVerdict
    ) throws {
        let result = try Reapplication.evaluate(
            earlier: [period("2027-03-01", "2027-08-28")], proposedOn: .day(proposed), newDays: days)
        #expect(result.verdict == verdict)
    }

    @Test func `a short measure does not come after three in five years`() throws {
        let two = try [period("2024-03-01", "2024-08-01"), period("2025-09-01", "2026-01-01")]
        let three = try two + [period("2023-01-01", "2023-05-01")]
        let proposed = CivilDate.day("2027-06-01")
        #expect(try Reapplication.evaluate(earlier: two, proposedOn: proposed, newDays: 100).verdict == .lawful)
        #expect(try Reapplication.evaluate(earlier: three, proposedOn: proposed, newDays: 100).verdict == .tooEarly)
        // The oldest ended on 2023-05-01: five years before 2028-05-01 begin with that day, before 2028-05-02 after it.
        let late = CivilDate.day("2028-01-01")
        #expect(try Reapplication.evaluate(earlier: three, proposedOn: late, newDays: 100).value("SG 7.6 opens") == nil)
        #expect(
            try Reapplication.evaluate(earlier: three, proposedOn: .day("2028-05-02"), newDays: 100)
                .value("SG 7.6 opens") != nil)
    }

    @Test func `a measure that begins before the last has ended is refused`() throws {
        let earlier = [try period("2027-03-01", "2031-03-01")]
        #expect(throws: LegalTestRefusal.self) {
            try Reapplication.evaluate(earlier: earlier, proposedOn: .day("2031-03-01"))
        }
        #expect(throws: LegalTestRefusal.self) { try Reapplication.evaluate(earlier: []) }
        #expect(throws: LegalTestRefusal.self) { try Reapplication.evaluate(earlier: earlier, newDays: 0) }
    }
}
