import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the EAC mechanism. The Act fixes none; the Court's two months are Treaty law.
@Suite struct EACBarrierWhyDates {
    @Test(arguments: dates)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let play = BarrierPlay(procedure: .ntbEAC)
    private static let theirs = "Owed by the focal point of the imposing country."
    private static let alsoSecretariat = WhyDate.alsoOwed("an officer of the regional secretariat")
    private static let trader = "The right of the complainant."

    private static func bilateral(on day: String) throws -> PlayedCase {
        var played = try play.sent(on: day.plus(-5))
        try played.act("openBilateral", by: play.imposer, on: day)
        return played
    }

    static let dates: [WhyDate] = [
        // 6, 7, 8, (9), 12–16, 19, 20 October.
        WhyDate(
            "a reply over Ugandan Independence Day", "reply", .obligation, from: "2026-10-05", due: "2026-10-20",
            article: "service standard of this system for notifications", owner: theirs, lapse: alsoSecretariat,
            says: [
                "10 working days (calendar “UG”, version 1) end on Tuesday 2026-10-20.",
                "Friday 2026-10-09 (Independence Day)",
            ]
        ) { try play.sent(on: "2026-10-05") },
        // 8, 9, 12, 13, (14), 15, 16, 19–22 October: whoever owes it keeps Nyerere Day; Kenya's 20 October counts.
        WhyDate(
            "a reply over Nyerere Day", "reply", .obligation, from: "2026-10-07", due: "2026-10-22",
            article: "notifications", owner: theirs, lapse: alsoSecretariat,
            says: ["calendar “TZ”, version 1", "Wednesday 2026-10-14 (Mwalimu Nyerere Day)"]
        ) { try BarrierPlay(procedure: .ntbEAC, imposing: "TZ").sent(on: "2026-10-07") },
        WhyDate(
            "thirty days of talks", "bilateral", .obligation, from: "2028-01-30", due: "2028-02-29",
            article: "bilateral talks", owner: theirs, lapse: alsoSecretariat,
            says: ["30 calendar days end on Tuesday 2028-02-29."]
        ) { try bilateral(on: "2028-01-30") },
        // 30 November + 3 months: the last day of February.
        WhyDate(
            "the regional committee within a quarter", "rmcQuarter", .target, from: "2027-11-30",
            due: "2028-02-29", article: "quarterly meeting", owner: "Owed by an officer of the regional secretariat.",
            lapse: WhyDate.reminded,
            says: ["3 calendar months end on Tuesday 2028-02-29, the last day of a month that has no day 30."]
        ) {
            var played = try bilateral(on: "2027-11-01")
            try played.act("tableRmc", by: "recOfficer:EAC", on: "2027-11-30")
            return played
        },
        // 31 December + 2 months (Art. 30(2), ruling 10).
        WhyDate(
            "two months to the Court in a leap year", "eacjReference", .window, from: "2027-12-31",
            due: "2028-02-29", article: "EAC Treaty, Art. 30(2)", owner: trader, lapse: WhyDate.rightGone,
            says: [
                "the day given as “incidentOn”",
                "2 calendar months end on Tuesday 2028-02-29, the last day of a month that has no day 31.",
                "law or official text, verified",
            ]
        ) { try play.submitted(on: "2028-01-03", ["incidentOn": "2027-12-31"]) },
        // The act is dated 31 December 2025; what was known later does not matter (ruling 10).
        WhyDate(
            "two months from a dated act", "eacjReferenceFromAct", .window, from: "2025-12-31", due: "2026-02-28",
            article: "EAC Treaty, Art. 30(2)", owner: trader, lapse: WhyDate.rightGone,
            says: ["the day given as “actOn”", "2 calendar months end on Saturday 2026-02-28"]
        ) {
            var played = try play.submitted(on: "2026-01-20", ["incidentOn": "2026-01-10"])
            try played.act(
                "dateAct", by: BarrierPlay.trader, on: "2026-01-21", ["actOn": "2025-12-31", "actBasis": "act"])
            return played
        },
        WhyDate(
            "an entry of the programme", "target", .obligation, from: "2026-11-02", due: "2028-02-29",
            article: "EAC Time-Bound Programme", owner: theirs, lapse: WhyDate.systemTakes("listBreach"),
            says: ["It runs to the date that was set: Tuesday 2028-02-29."]
        ) {
            var played = try bilateral(on: "2026-10-20")
            try played.act("enterProgramme", by: "recOfficer:EAC", on: "2026-11-02", ["targetOn": "2028-02-29"])
            return played
        },
    ]
}
