import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the malpractice desk: service standards, all of them.
@Suite struct MalpracticeWhyDates {
    @Test(arguments: dates)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let officer = "triageOfficer:KE"
    private static let agency = "agencyLiaison:KRA"
    private static let desk = "Owed by an officer of the triage desk."

    private static func reported(on day: String, _ fields: [String: JSONValue] = [:]) throws -> PlayedCase {
        var played = PlayedCase(.unfairMalpractice)
        try played.open("report", by: "complainant:KE", on: day, ["country": "KE"].merging(fields) { $1 })
        return played
    }

    private static func screened(on day: String) throws -> PlayedCase {
        var played = try reported(on: day.plus(-1))
        try played.act("screen", by: officer, on: day, ["risk": "other"])
        return played
    }

    private static func accepted(on day: String) throws -> PlayedCase {
        var played = try referred(on: day.plus(-3))
        try played.act("accept", by: agency, on: day)
        return played
    }

    private static func referred(on day: String) throws -> PlayedCase {
        var played = try screened(on: day)
        try played.act("refer", by: officer, on: day, ["agency": "KRA", "identityBasis": "withheld"])
        return played
    }

    static let dates: [WhyDate] = [
        // (3 April Good Friday), (6 April Easter Monday), 7, 8 April.
        WhyDate(
            "acknowledged after Easter", "acknowledge", .obligation, from: "2026-04-02", due: "2026-04-08",
            article: "Service standard of the desk for acknowledgement", owner: desk, lapse: WhyDate.reminded,
            says: [
                "2 working days (calendar “KE”, version 1) end on Wednesday 2026-04-08.",
                "Friday 2026-04-03 (Good Friday)", "Saturday 2026-04-04", "Monday 2026-04-06 (Easter Monday)",
            ]
        ) { try reported(on: "2026-04-02") },
        // 19, (20), 21, 22, 23, 26 October.
        WhyDate(
            "screened around Mashujaa Day", "screen", .obligation, from: "2026-10-16", due: "2026-10-26",
            article: "5 working days", owner: desk, lapse: WhyDate.reminded, says: ["Tuesday 2026-10-20 (Mashujaa Day)"]
        ) { try reported(on: "2026-10-16") },
        WhyDate(
            "the same day where health is at risk", "screen", .obligation, from: "2026-10-16", due: "2026-10-16",
            article: "the same day where health or safety is at risk", owner: desk, lapse: WhyDate.reminded,
            says: ["The length is the one for risk = healthSafety."]
        ) { try reported(on: "2026-10-16", ["risk": "healthSafety"]) },
        WhyDate(
            "answers by the leap day", "infoAnswer", .obligation, from: "2028-02-15", due: "2028-02-29",
            article: "answers of a reporter", owner: "Owed by the complainant.",
            lapse: WhyDate.systemTakes("closeSilent"), says: ["14 calendar days end on Tuesday 2028-02-29."]
        ) {
            var played = try reported(on: "2028-02-14")
            try played.act("ask", by: officer, on: "2028-02-15")
            return played
        },
        // 29 January + 2 = 31 January, + 30 = 28 February.
        WhyDate(
            "a second look within thirty days", "review", .window, from: "2026-01-29", due: "2026-02-28",
            article: "requests for review", owner: "The right of the complainant.", lapse: WhyDate.rightGone,
            says: ["30 calendar days end on Saturday 2026-02-28."]
        ) {
            var played = try screened(on: "2026-01-20")
            try played.act("close", by: officer, on: "2026-01-29")
            return played
        },
        // 24, (25, 26), 29, 30, 31 December, (1 January), 2 January.
        WhyDate(
            "an agency's answer over the turn of the year", "agencyAccept", .obligation, from: "2025-12-23",
            due: "2026-01-02", article: "answers of an agency", owner: "Owed by the agency's liaison officer.",
            lapse: WhyDate.alsoOwed("an officer of the triage desk"),
            says: [
                "Thursday 2025-12-25 (Christmas Day)", "Friday 2025-12-26 (Boxing Day)",
                "Thursday 2026-01-01 (New Year's Day)",
            ]
        ) { try referred(on: "2025-12-23") },
        WhyDate(
            "an outcome within ninety days", "outcome", .obligation, from: "2027-12-01", due: "2028-02-29",
            article: "outcomes", owner: "Owed by the agency's liaison officer.",
            lapse: WhyDate.systemTakes("outcomeLate"), right: "“update”",
            says: ["90 calendar days end on Tuesday 2028-02-29."]
        ) { try accepted(on: "2027-12-01") },
        // The ninety days from 1 November end on 30 January; from the day after, a month ends on 29 February.
        WhyDate(
            "then a note each month", "monthlyNote", .target, from: "2028-01-31", due: "2028-02-29",
            article: "longer than 90 days", owner: "Owed by the agency's liaison officer.",
            lapse: WhyDate.alsoOwed("an officer of the triage desk"),
            says: ["1 calendar month ends on Tuesday 2028-02-29, the last day of a month that has no day 31."]
        ) {
            var played = try accepted(on: "2027-11-01")
            try played.runScheduler(on: "2028-02-02")
            return played
        },
    ]
}
