import CaseProtocol
import Testing
import Workflow

@Suite struct ProvisionalMeasureTests {
    // 2027-01-01 + 60 days: January has 30 more, February 28, so 2 March.
    @Test(arguments: [
        ("2027-03-01", LegalVerdict.tooEarly), ("2027-03-02", .lawful), ("2027-03-03", .lawful),
    ])
    func `day 60 from initiation is the first lawful day`(applied: String, verdict: LegalVerdict) throws {
        for kind in [ProvisionalMeasure.Kind.antidumping(), .countervailing] {
            let result = try ProvisionalMeasure.evaluate(
                kind, initiatedOn: .day("2027-01-01"), appliedOn: .day(applied))
            #expect(result.verdict == verdict)
            #expect(result.value("first lawful day") == "2027-03-02")
        }
    }

    @Test(arguments: [
        (ProvisionalMeasure.Kind.antidumping(), "2027-07-31"),
        (.antidumping(exportersAsked: true), "2027-09-30"),
        (.antidumping(lesserDutyExamined: true), "2027-09-30"),
        (.antidumping(exportersAsked: true, lesserDutyExamined: true), "2027-12-31"),
        (.countervailing, "2027-07-31"),
        // 31 March + 200 days: 30 April, 31 May, 30 June, 31 July, 31 August, 30 September = 183; 17 more in October.
        (.safeguard, "2027-10-17"),
    ])
    func `a provisional measure lapses by itself`(kind: ProvisionalMeasure.Kind, last: String) throws {
        let start = CivilDate.day("2027-03-31")
        let end = CivilDate.day(last)
        let verdicts = try [end.adding(days: -1), end, end.adding(days: 1)].map {
            try ProvisionalMeasure.evaluate(kind, initiatedOn: .day("2027-01-01"), appliedOn: start, endsOn: $0).verdict
        }
        #expect(verdicts == [.lawful, .lawful, .tooLong])
    }

    @Test func `months from 31 October end on the last day of February`() throws {
        let result = try ProvisionalMeasure.evaluate(
            .countervailing, initiatedOn: .day("2026-06-01"), appliedOn: .day("2026-10-31"))
        #expect(result.value("lapses after") == "2027-02-28")
    }

    @Test func `without a day of application the dates are the earliest ones`() throws {
        let result = try ProvisionalMeasure.evaluate(.antidumping(), initiatedOn: .day("2027-01-01"))
        #expect(result.verdict == .datesOnly && result.value("lapses after") == "2027-07-02")
    }

    @Test func `days that are missing or contradict each other are refused`() throws {
        #expect(throws: LegalTestRefusal.self) { try ProvisionalMeasure.evaluate(.countervailing, initiatedOn: nil) }
        #expect(throws: LegalTestRefusal.self) {
            try ProvisionalMeasure.evaluate(.safeguard, initiatedOn: .day("2027-01-01"))
        }
        #expect(throws: LegalTestRefusal.self) {
            try ProvisionalMeasure.evaluate(
                .safeguard, initiatedOn: .day("2027-01-02"), appliedOn: .day("2027-01-01"))
        }
        #expect(throws: LegalTestRefusal.self) {
            try ProvisionalMeasure.evaluate(
                .safeguard, initiatedOn: nil, appliedOn: .day("2027-01-02"), endsOn: .day("2027-01-01"))
        }
    }
}

@Suite struct RetroactivityTests {
    // 2027-06-30 − 90 days: 30 in June, 31 in May, 29 more back from 30 April is 1 April.
    @Test(arguments: [
        ("2027-01-01", "2027-04-01"), ("2027-04-01", "2027-04-01"), ("2027-04-02", "2027-04-02"),
        ("2027-06-30", "2027-06-30"),
    ])
    func `ninety days back, and not before initiation`(initiated: String, first: String) throws {
        let result = try Retroactivity.evaluate(
            provisionalOn: .day("2027-06-30"), initiatedOn: .day(initiated))
        #expect(result.value("first day of entry") == first)
    }

    @Test(arguments: [("2027-03-31", LegalVerdict.tooEarly), ("2027-04-01", .lawful)])
    func `goods that entered earlier stay free`(entered: String, verdict: LegalVerdict) throws {
        let result = try Retroactivity.evaluate(
            provisionalOn: .day("2027-06-30"), initiatedOn: .day("2027-01-01"), enteredOn: .day(entered))
        #expect(result.verdict == verdict)
    }

    @Test func `a measure before initiation is refused`() {
        #expect(throws: LegalTestRefusal.self) {
            try Retroactivity.evaluate(provisionalOn: .day("2027-01-01"), initiatedOn: .day("2027-01-02"))
        }
    }
}

@Suite struct SunsetWindowTests {
    @Test func `five years, the reminder and the window come from day 0`() throws {
        let result = try SunsetWindow.evaluate(imposedOn: .day("2027-01-31"))
        #expect(result.verdict == .datesOnly)
        #expect(result.value("reminder") == "2031-07-31")
        #expect(result.value("request window opens") == "2031-01-31")
        #expect(result.value("request window closes") == "2031-04-30")
        #expect(result.value("last day to start a review") == "2032-01-30")
        #expect(result.value("lapses after") == "2032-01-31")
    }

    @Test func `five years from 29 February end on 28 February`() throws {
        let result = try SunsetWindow.evaluate(imposedOn: .day("2028-02-29"))
        #expect(result.value("lapses after") == "2033-02-28")
        #expect(result.value("last day to start a review") == "2033-02-27")
        #expect(result.value("reminder") == "2032-08-29")
    }

    @Test(arguments: [
        ("2032-01-30", LegalVerdict.staysDuringReview), ("2032-01-31", .tooLate), ("2032-02-01", .tooLate),
    ])
    func `a review must start before the fifth anniversary`(started: String, verdict: LegalVerdict) throws {
        #expect(
            try SunsetWindow.evaluate(imposedOn: .day("2027-01-31"), reviewStartedOn: .day(started)).verdict == verdict)
    }

    @Test(arguments: [("2032-01-30", LegalVerdict.inForce), ("2032-01-31", .inForce), ("2032-02-01", .lapsed)])
    func `without a review the duty lapses after the fifth anniversary`(today: String, verdict: LegalVerdict) throws {
        #expect(try SunsetWindow.evaluate(imposedOn: .day("2027-01-31"), today: .day(today)).verdict == verdict)
    }

    @Test func `a full review starts the five years again`() throws {
        let result = try SunsetWindow.evaluate(
            imposedOn: .day("2027-01-31"), lastFullReviewOn: .day("2029-05-15"), today: .day("2033-01-01"))
        #expect(result.verdict == .inForce && result.value("lapses after") == "2034-05-15")
    }

    @Test func `days before day 0 are refused`() {
        #expect(throws: LegalTestRefusal.self) {
            try SunsetWindow.evaluate(imposedOn: .day("2027-01-31"), lastFullReviewOn: .day("2027-01-30"))
        }
        #expect(throws: LegalTestRefusal.self) {
            try SunsetWindow.evaluate(imposedOn: .day("2027-01-31"), reviewStartedOn: .day("2027-01-30"))
        }
        #expect(throws: LegalTestRefusal.self) {
            try SunsetWindow.evaluate(imposedOn: .day("2027-01-31"), today: .day("2027-01-30"))
        }
    }
}

@Suite struct SimplifiedTradeHintTests {
    @Test(arguments: [
        ("1999.99 USD", LegalVerdict.eligible), ("2000 USD", .eligible), ("2000.01 USD", .aboveThreshold),
        ("2000 KES", .cannotTell),
    ])
    func `up to the threshold a consignment is probably eligible`(value: String, verdict: LegalVerdict) throws {
        for community in ["COMESA", "eac"] {
            let result = try SimplifiedTradeHint.evaluate(
                decimalAmount(value), community: community, on: .day("2026-11-21"))
            #expect(result.verdict == verdict)
        }
    }

    @Test func `another threshold takes over from its first day`() throws {
        let source = LegalSource("made up", .design)
        let thresholds = try [
            SimplifiedTradeThreshold("COMESA", decimalAmount("500 USD"), validFrom: nil, source: source),
            SimplifiedTradeThreshold(
                "COMESA", decimalAmount("3000 USD"), validFrom: .day("2027-01-01"), source: source),
            SimplifiedTradeThreshold(
                "COMESA", decimalAmount("2000 USD"), validFrom: .day("2020-01-01"), source: source),
        ]
        let shown = try ["2019-12-31", "2020-01-01", "2026-12-31", "2027-01-01"].map { day in
            try SimplifiedTradeHint.evaluate(
                decimalAmount("1 USD"), community: "COMESA", on: .day(day), thresholds: thresholds
            ).value("threshold")
        }
        #expect(shown == ["500", "2000", "2000", "3000"])
    }

    @Test func `where no threshold is known the hint cannot tell, and refuses nothing`() throws {
        #expect(
            try SimplifiedTradeHint.evaluate(decimalAmount("1 USD"), community: "SADC", on: .day("2026-11-21")).verdict
                == .cannotTell)
        #expect(
            try SimplifiedTradeHint.evaluate(decimalAmount("1 USD"), community: "COMESA", on: .day("2014-12-31"))
                .verdict
                == .cannotTell)
        #expect(throws: LegalTestRefusal.negative("value of the consignment", "-1 USD")) {
            try SimplifiedTradeHint.evaluate(decimalAmount("-1 USD"), community: "EAC", on: .day("2026-11-21"))
        }
    }
}
