import CaseProtocol
import Testing

@testable import Workflow

/// Dates of Part V of the Agreement on Subsidies.
@Suite struct CountervailingWhyDates {
    @Test(arguments: dates)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let play = RemedyPlay(procedure: .unfairCountervailing)
    private static let ordered = "It binds what the minister ordered."

    static let dates: [WhyDate] = [
        // 31 December + 31 = 31 January, + 60 = 29 February: day 60 itself is free (ruling 4).
        WhyDate(
            "no provisional measure before day sixty", "provisionalGate", .gate, from: "2027-12-31",
            due: "2028-02-29", opens: "2028-02-29", article: "SCM 17.1 to 17.3", owner: "It binds the minister.",
            lapse: WhyDate.wayFree, right: "“imposeProvisional”", says: ["60 calendar days end on Tuesday 2028-02-29."]
        ) { try play.initiated(on: "2027-12-31") },
        WhyDate(
            "four months and no more", "provisionalCap", .cap, from: "2027-10-31", due: "2028-02-29",
            article: "SCM 17.4", owner: ordered, lapse: WhyDate.systemTakes("expireProvisional"),
            says: ["4 calendar months end on Tuesday 2028-02-29, the last day of a month that has no day 31."]
        ) { try play.provisional(on: "2027-10-31") },
        WhyDate(
            "eighteen months for the investigation", "investigationCap", .cap, from: "2026-08-31",
            due: "2028-02-29", article: "SCM 11.11", owner: ordered, lapse: WhyDate.systemTakes("capReached"),
            says: ["18 calendar months end on Tuesday 2028-02-29"]
        ) { try play.initiated(on: "2026-08-31") },
        // A general suspension stops obligations and targets, never a cap (ruling 1).
        WhyDate(
            "no suspension stops a cap", "investigationCap", .cap, from: "2026-08-31", due: "2028-02-29",
            article: "SCM 11.11", owner: ordered, lapse: WhyDate.systemTakes("capReached")
        ) {
            var played = try play.initiated(on: "2026-08-31")
            try played.act("suspend", by: RemedyPlay.investigator, on: "2026-10-01")
            try played.act("resume", by: RemedyPlay.investigator, on: "2027-01-01")
            return played
        },
        // 2100 is no leap year: the last day of February is the 28th.
        WhyDate(
            "a year for the investigation, in 2100", "investigationTarget", .target, from: "2099-02-28",
            due: "2100-02-28", article: "SCM 11.11",
            owner: "Owed by an investigator of the trade-remedies authority.", lapse: WhyDate.mustExplain,
            says: ["12 calendar months end on Sunday 2100-02-28."]
        ) { try play.initiated(on: "2099-02-28") },
        // 29 February 2096 + 5 years = 28 February 2101.
        WhyDate(
            "five years across 2100", "measureCap", .cap, from: "2096-02-29", due: "2101-02-28",
            article: "SCM 21.3", owner: ordered, lapse: WhyDate.systemTakes("expire"),
            says: ["60 calendar months end on Monday 2101-02-28, the last day of a month that has no day 29."]
        ) { try play.inForce(on: "2096-02-29") },
        WhyDate(
            "a questionnaire, deemed received after a week", "questionnaire", .obligation, from: "2028-01-31",
            due: "2028-03-01", article: "SCM 12.1.1", owner: "Owed by an interested party.",
            lapse: WhyDate.systemTakes("noReply"), says: ["deemed received 7 days later, on Monday 2028-01-31."]
        ) { try play.asked(on: "2028-01-24") },
    ]
}
