import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the Agreement on Safeguards.
@Suite struct SafeguardWhyDates {
    @Test(arguments: dates)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let investigator = "investigator:KE"
    private static let minister = "minister:KE"
    private static let investigates = "Owed by an investigator of the trade-remedies authority."
    private static let ordered = "It binds what the minister ordered."
    private static let exporters = "It binds the exporting Members; an interested party follows it up."
    private static let alsoHead = WhyDate.alsoOwed("the head of the trade-remedies authority")

    private static func initiated(on day: String, user: String = "developing") throws -> PlayedCase {
        var played = PlayedCase(.unfairSafeguard)
        try played.open("recordLead", by: investigator, on: day.plus(-30))
        try played.act("file", by: investigator, on: day.plus(-20))
        try played.act("acceptAsDocumented", by: investigator, on: day.plus(-10))
        try played.act(
            "initiate", by: "authorityHead:KE", on: day,
            ["viewsUntil": .string(day.plus(30)), "increase": "absolute", "userStatus": .string(user)])
        return played
    }

    /// Consultations on a measure offered on a day.
    private static func consulting(on day: String, user: String = "developing") throws -> PlayedCase {
        var played = try initiated(on: day.plus(-200), user: user)
        try played.act("openHearings", by: investigator, on: day.plus(-150))
        try played.act("determine", by: investigator, on: day.plus(-60))
        try played.act("recommend", by: "authorityHead:KE", on: day.plus(-50), ["injuryFound": true])
        try played.act("proposeMeasure", by: minister, on: day.plus(-40))
        try played.act("offerConsultations", by: investigator, on: day)
        return played
    }

    private static func applied(
        on day: String, until last: String, _ duration: String, user: String = "developing"
    ) throws -> PlayedCase {
        var played = try consulting(on: day.plus(-40), user: user)
        try played.act(
            "apply", by: minister, on: day,
            [
                "measureUntil": .string(last), "durationClass": .string(duration), "nextStepOn": .string(day.plus(300)),
                "increase": "absolute", "userStatus": .string(user),
            ])
        return played
    }

    private static func fourYears() throws -> PlayedCase {
        try applied(on: "2028-02-29", until: "2032-02-29", "overThreeYears")
    }

    static let dates: [WhyDate] = [
        // 31 August is 18 days on, September 48, October 79, November 109, December 140, January 171, 29 February 200.
        WhyDate(
            "a provisional measure of two hundred days", "provisionalCap", .cap, from: "2027-08-13",
            due: "2028-02-29", article: "Agreement on Safeguards 6", owner: ordered,
            lapse: WhyDate.systemTakes("expireProvisional"),
            says: ["the day given as “provisionalOn”", "200 calendar days end on Tuesday 2028-02-29."]
        ) {
            var played = try initiated(on: "2027-07-01")
            try played.act("recommendProvisional", by: investigator, on: "2027-08-01")
            try played.act("notifyWTO", by: investigator, on: "2027-08-05", ["notifiedEvent": "provisional"])
            try played.act(
                "imposeProvisional", by: minister, on: "2027-08-13", ["preliminaryFinding": "affirmative"])
            return played
        },
        WhyDate(
            "nine months for the investigation", "nineMonths", .target, from: "2027-05-31", due: "2028-02-29",
            article: "Service standard for investigations", owner: investigates, lapse: WhyDate.mustExplain,
            says: ["9 calendar months end on Tuesday 2028-02-29", "a service standard, not law"]
        ) { try initiated(on: "2027-05-31") },
        WhyDate(
            "notified at once", "notifyInitiation", .obligation, from: "2028-02-29", due: "2028-02-29",
            article: "12.1(a)", owner: investigates, lapse: alsoHead, says: ["The last day is Tuesday 2028-02-29."]
        ) { try initiated(on: "2028-02-29") },
        WhyDate(
            "four years to the leap day", "measureCap", .cap, from: "2028-02-29", due: "2032-02-29",
            article: "7.1", owner: ordered, lapse: WhyDate.systemTakes("expire"),
            says: ["It runs to the date that was set: Sunday 2032-02-29."]
        ) { try fourYears() },
        // 1461 days from 29 February 2028 to 29 February 2032; 730 are 366 to 1 March 2029 and 364 more.
        WhyDate(
            "the review at half-way", "midTermReview", .obligation, from: "2028-02-29", due: "2030-02-28",
            article: "7.4", owner: investigates, lapse: alsoHead,
            says: ["Half of the time up to “measureUntil” is over on Thursday 2030-02-28."]
        ) { try fourYears() },
        WhyDate(
            "ten years in all for a developing country", "totalCap", .cap, from: "2028-02-29", due: "2038-02-28",
            article: "Agreement on Safeguards", owner: ordered, lapse: WhyDate.systemTakes("expireTotal"),
            says: [
                "The length is the one for userStatus = developing.", "120 calendar months end on Sunday 2038-02-28",
            ]
        ) { try fourYears() },
        WhyDate(
            "eight years in all for others", "totalCap", .cap, from: "2028-02-29", due: "2036-02-29",
            article: "7.3", owner: ordered, lapse: WhyDate.systemTakes("expireTotal"),
            says: ["96 calendar months end on Friday 2036-02-29."]
        ) { try applied(on: "2028-02-29", until: "2032-02-29", "overThreeYears", user: "developed") },
        // Three years from 29 February end on 28 February; the right is free on 1 March. Shown, not enforced (ruling 8).
        WhyDate(
            "no retaliation in the first three years", "noRetaliation", .gate, from: "2028-02-29",
            due: "2031-02-28", opens: "2031-03-01", article: "8.3", owner: exporters, lapse: WhyDate.wayFree,
            says: ["36 calendar months end on Friday 2031-02-28, the last day of a month that has no day 29."]
        ) { try fourYears() },
        // 30 January + 30 = 29 February.
        WhyDate(
            "thirty days of talks on compensation", "compensationTalks", .target, from: "2028-01-30",
            due: "2028-02-29", article: "8.1, 8.2",
            owner: "Owed by the parties; an investigator of the trade-remedies authority follows it up.",
            lapse: WhyDate.unenforced,
            says: ["30 calendar days end on Tuesday 2028-02-29."]
        ) { try consulting(on: "2028-01-30") },
        WhyDate(
            "no suspension while talks last", "suspensionGate", .gate, from: "2028-01-30", due: "2028-02-29",
            opens: "2028-03-01", article: "8.2", owner: exporters, lapse: WhyDate.wayFree
        ) { try consulting(on: "2028-01-30") },
        // 31 December is 30, 31 January 61, 29 February 90.
        WhyDate(
            "ninety days to suspend concessions", "suspensionWindow", .window, from: "2027-12-01",
            due: "2028-02-29", article: "8.2",
            owner: "The right of the exporting Members; an interested party follows it up.", lapse: WhyDate.unenforced,
            says: ["90 calendar days end on Tuesday 2028-02-29."]
        ) { try applied(on: "2027-12-01", until: "2030-11-30", "upToThreeYears") },
        // Two years without it from 29 February 2028 end on 28 February 2030.
        reapplication(user: "developed", article: "7.5"), reapplication(user: "developing", article: "9.2"),
    ]

    private static func reapplication(user: String, article: String) -> WhyDate {
        WhyDate(
            "no new measure for two years, \(user)", "reapplication", .gate, from: "2028-02-29", due: "2030-02-28",
            opens: "2030-03-01", article: article, owner: "It binds an investigator of the trade-remedies authority.",
            lapse: WhyDate.wayFree, says: ["24 calendar months end on Thursday 2030-02-28"]
        ) {
            var played = try applied(on: "2026-03-01", until: "2028-02-29", "upToThreeYears", user: user)
            // Whenever the scheduler comes to run, it counts from the last day of the measure.
            try played.runScheduler(on: "2028-03-05")
            return played
        }
    }
}
