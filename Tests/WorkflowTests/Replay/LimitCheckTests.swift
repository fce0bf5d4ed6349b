import CaseProtocol
import Testing
import Workflow

@Suite struct LimitCheckTests {
    private typealias Untested = LimitTest.Untested

    private static func verdict(_ limit: DeadlineKey, _ cells: [String: String]) throws -> LimitTest.Verdict {
        try verdict(limit, of: RegisterSamples.remedy(cells))
    }

    private static func verdict(_ limit: DeadlineKey, of record: RemedyRecord) throws -> LimitTest.Verdict {
        let tests = LimitCheck(RegisterSamples.law).tests(of: record)
        #expect(Array(tests.map(\.limit).prefix(5)) == LimitCheck.remedyLimits)
        return try #require(tests.first { $0.limit == limit }).verdict
    }

    private static func outside(_ legal: String, _ real: String, _ days: Int) throws -> LimitTest.Verdict {
        .outside(
            LimitTest.Excess(legal: .day(legal), real: try #require(PartialDate(real)), days: days))
    }

    // The sixtieth day after initiation is the first lawful one (ruling 4).
    @Test func `a provisional measure is lawful from the sixtieth day on`() throws {
        func verdict(_ day: String) throws -> LimitTest.Verdict {
            try Self.verdict(
                LimitCheck.provisionalGate, ["initiation_date": "2022-07-22", "provisional_date": day])
        }
        #expect(try verdict("2022-09-20") == .within)
        #expect(try verdict("2022-09-19") == Self.outside("2022-09-20", "2022-09-19", 1))
    }

    @Test func `a date to the month is tested where every day of it agrees`() throws {
        func verdict(_ month: String) throws -> LimitTest.Verdict {
            try Self.verdict(
                LimitCheck.provisionalGate, ["initiation_date": "2022-07-22", "provisional_date": month])
        }
        #expect(try verdict("2022-10") == .within)
        #expect(try verdict("2022-09") == .notTestable(.dateTooCoarse))
        #expect(try verdict("2022-08") == Self.outside("2022-09-20", "2022-08", 20))
    }

    // 31 August + 18 months: February has no such day (ruling 7).
    @Test func `an investigation ends within twelve months as a rule and within eighteen at the latest`() throws {
        func verdicts(_ final: String) throws -> [LimitTest.Verdict] {
            try [LimitCheck.investigationTarget, LimitCheck.investigationCap].map {
                try Self.verdict($0, ["initiation_date": "2001-08-31", "final_date": final])
            }
        }
        #expect(try verdicts("2002-08-31") == [.within, .within])
        #expect(try verdicts("2002-09-01") == [try Self.outside("2002-08-31", "2002-09-01", 1), .within])
        #expect(try verdicts("2003-02-28")[1] == .within)
        #expect(try verdicts("2003-03-01")[1] == Self.outside("2003-02-28", "2003-03-01", 1))
    }

    @Test func `without a measure an investigation ended when the case was withdrawn`() throws {
        let cells = ["initiation_date": "2001-02-28", "withdrawn_date": "2002-03-01"]
        #expect(
            try Self.verdict(LimitCheck.investigationTarget, cells) == Self.outside("2002-02-28", "2002-03-01", 1))
        #expect(try Self.verdict(LimitCheck.measureCap, cells) == .notTestable(.noMeasure))
    }

    @Test func `a measure ends after five years`() throws {
        func verdict(_ end: String) throws -> LimitTest.Verdict {
            try Self.verdict(LimitCheck.measureCap, ["final_date": "2002-02-28", "withdrawn_date": end])
        }
        #expect(try verdict("2007-02-28") == .within)
        #expect(try verdict("2007-03-01") == Self.outside("2007-02-28", "2007-03-01", 1))
    }

    // ADA 18.3.2: deemed to be imposed no later than the day on which the agreement began to apply.
    @Test func `a measure of before 1995 counts from the first day of 1995`() throws {
        func verdict(_ final: String, _ end: String) throws -> LimitTest.Verdict {
            try Self.verdict(LimitCheck.measureCap, ["final_date": final, "withdrawn_date": end])
        }
        #expect(try verdict("1990-10-16", "2000-01-01") == .within)
        #expect(try verdict("1990-10-16", "2000-01-02") == Self.outside("2000-01-01", "2000-01-02", 1))
        #expect(try verdict("1994-12-31", "2000-01-01") == .within)
        #expect(try verdict("1995-01-02", "2000-01-02") == .within)
    }

    // ADA 18.3: to investigations on applications from that day on.
    @Test func `an investigation of before 1995 is not tried by the agreement of 1995`() throws {
        func verdict(_ start: String) throws -> LimitTest.Verdict {
            try Self.verdict(LimitCheck.investigationCap, ["initiation_date": start, "final_date": "1999-01-01"])
        }
        #expect(try verdict("1994-12-31") == .notTestable(.beforeAgreement))
        #expect(try verdict("1995-01-01") == Self.outside("1996-07-01", "1999-01-01", 914))
    }

    @Test func `a final date within four months proves that the provisional cap was kept, a later one proves nothing`()
        throws
    {
        func verdict(_ final: String) throws -> LimitTest.Verdict {
            try Self.verdict(
                LimitCheck.provisionalCap,
                ["initiation_date": "2022-07-22", "provisional_date": "2023-02-10", "final_date": final])
        }
        #expect(try verdict("2023-06-10") == .within)
        #expect(try verdict("2023-06-11") == .notTestable(.endNotGiven))
        #expect(try verdict("2024-01-18") == .notTestable(.endNotGiven))
    }

    @Test func `a review is tried by its own limit, and only a review is`() throws {
        let review = try #require(try RegisterSamples.remedy("T-AD-8"))
        #expect(
            try Self.verdict(LimitCheck.reviewTarget, of: review) == Self.outside("2023-11-09", "2024-04-17", 160))
        let other = try #require(try RegisterSamples.remedy("T-AD-1"))
        #expect(LimitCheck(RegisterSamples.law).tests(of: other).map(\.limit) == LimitCheck.remedyLimits)
    }

    @Test(arguments: [
        ("T-AD-1", LimitCheck.provisionalGate, Untested.dateMissing(["provisional_date"])),
        ("T-AD-3", LimitCheck.investigationCap, .severalOrigins),
        ("T-AD-4", LimitCheck.investigationCap, .dateMissing(["initiation_date"])),
        ("T-AD-5", LimitCheck.investigationCap, .datesContradict),
        ("T-AD-5", LimitCheck.measureCap, .dateMissing(["withdrawn_date"])),
        ("T-AD-6", LimitCheck.provisionalCap, .endNotGiven),
        ("T-AD-8", LimitCheck.investigationTarget, .review),
        ("T-AD-9", LimitCheck.measureCap, .dateMissing(["final_date", "withdrawn_date"])),
        ("T-CV-2", LimitCheck.investigationCap, .notStated),
        ("T-SG-1", LimitCheck.investigationCap, .procedureNotLoaded),
    ])
    func `what cannot be tested says why`(number: String, limit: DeadlineKey, why: LimitTest.Untested) throws {
        let record = try #require(try RegisterSamples.remedy(number))
        #expect(try Self.verdict(limit, of: record) == .notTestable(why))
    }

    @Test func `of a dispute no stated limit can be tested with the day of the request alone`() throws {
        let record = try #require(try RegisterSamples.dispute("DS9001"))
        let tests = LimitCheck(RegisterSamples.law).tests(of: record)
        #expect(tests.map(\.verdict) == [.notTestable(.noColumn)])
        #expect(LimitCheck(Catalogue([])).tests(of: record).isEmpty)
    }
}
