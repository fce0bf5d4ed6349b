import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the Dispute Settlement Understanding from the circulation of the panel's report on.
@Suite struct WTOLaterWhyDates {
    @Test(arguments: reports + implementing)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let ours = "The right of the ministry's trade lawyer."
    private static let alsoLegal = WhyDate.alsoOwed("the ministry's trade lawyer")

    /// Of a step that the mission only watches.
    private static func theirs(_ bearer: String) -> String {
        "Owed by \(bearer); an officer of the permanent mission follows it up."
    }

    static let reports: [WhyDate] = [
        // "Not before 20 days" opens on day 20 itself (ruling 4): 9 + 20 = 29 February.
        WhyDate(
            "no adoption before the twentieth day", "adoptionGate", .gate, from: "2028-02-09", due: "2028-02-29",
            opens: "2028-02-29", article: "DSU 16.1",
            owner: "It binds the DSB; an officer of the permanent mission follows it up.",
            lapse: WhyDate.wayFree, right: "“adoptReport”", says: ["The first lawful day is Tuesday 2028-02-29."]
        ) { try WTOPlay.circulated(on: "2028-02-09") },
        // 4 November + 26 = 30 November, + 57 = 31 December, + 60 = Sunday 3 January: an appeal rolls to Monday.
        WhyDate(
            "an appeal on the last day, a Sunday", "appealWindow", .window, from: "2026-11-04", due: "2027-01-04",
            article: "DSU 16.4", owner: ours, lapse: WhyDate.rightGone,
            says: ["60 calendar days end on Sunday 2027-01-03.", "the limit ends on the next one, Monday 2027-01-04."]
        ) { try WTOPlay.circulated(on: "2026-11-04") },
        WhyDate(
            "an extended appeal still tells of the Sunday", "appealWindow", .window, from: "2026-11-04",
            due: "2027-02-15", article: "DSU 16.4", owner: ours, lapse: WhyDate.rightGone,
            says: [
                "the limit ends on the next one, Monday 2027-01-04.",
                "It was extended from Monday 2027-01-04 to Monday 2027-02-15, agreed by Kenya, Türkiye on 2026-12-10",
            ]
        ) {
            var played = try WTOPlay.circulated(on: "2026-11-04")
            try played.act(
                "extend", by: WTOPlay.legal, on: "2026-12-11",
                ["extendedTo": "2027-02-15", "agreedBy": ["Kenya", "Türkiye"], "agreedOn": "2026-12-10"],
                deadline: "appealWindow")
            return played
        },
        // The adoption itself preserves nobody's right and stays on the Sunday.
        WhyDate(
            "adoption within sixty days does not roll", "adoption", .obligation, from: "2026-11-04",
            due: "2027-01-03", article: "DSU 16.4", owner: theirs("the DSB"), lapse: alsoLegal,
            says: ["60 calendar days end on Sunday 2027-01-03."]
        ) { try WTOPlay.circulated(on: "2026-11-04") },
        // Ten days before Friday 10 March 2028: 1 March is nine back, 29 February ten.
        WhyDate(
            "objections ten days before the meeting", "objections", .window, from: "2028-02-09", due: "2028-02-29",
            article: "DSU 16.2", owner: ours, lapse: WhyDate.rightGone,
            says: ["It ends 10 calendar days before “dsbMeetingOn”, Friday 2028-03-10: on Tuesday 2028-02-29."]
        ) { try WTOPlay.circulated(on: "2028-02-09", ["dsbMeetingOn": "2028-03-10"]) },
        // 31 March + 5 = Easter Sunday; Easter Monday is a holiday in Geneva too.
        WhyDate(
            "another appeal over Easter", "otherAppeal", .window, from: "2026-03-31", due: "2026-04-07",
            article: "rule 23", owner: ours, lapse: WhyDate.rightGone,
            says: ["5 calendar days end on Sunday 2026-04-05.", "Monday 2026-04-06 (Easter Monday)"]
        ) { try WTOPlay.appealed(on: "2026-03-31") },
        // 31 December + 31 = 31 January, + 60 = 29 February.
        WhyDate(
            "sixty days on appeal", "abReport", .target, from: "2027-12-31", due: "2028-02-29", article: "DSU 17.5",
            owner: theirs("the Appellate Body"), lapse: WhyDate.mustExplain,
            says: ["60 calendar days end on Tuesday 2028-02-29."]
        ) { try WTOPlay.appealed(on: "2027-12-31") },
        WhyDate(
            "ninety days on appeal at most", "abOuter", .target, from: "2027-12-31", due: "2028-03-30",
            article: "DSU 17.5", owner: theirs("the Appellate Body"), lapse: WhyDate.mustExplain,
            says: ["90 calendar days end on Thursday 2028-03-30."]
        ) { try WTOPlay.appealed(on: "2027-12-31") },
        WhyDate(
            "adoption of the appeal report", "abAdoption", .obligation, from: "2028-01-30", due: "2028-02-29",
            article: "DSU 17.14", owner: theirs("the DSB"), lapse: alsoLegal,
            says: ["30 calendar days end on Tuesday 2028-02-29."]
        ) {
            var played = try WTOPlay.appealed(on: "2027-12-10")
            try played.act("circulateAppeal", by: WTOPlay.mission, on: "2028-01-30")
            return played
        },
        // Suspended on 9 February for the arbitration: the notice is due on day 20.
        WhyDate(
            "notice of appeal arbitration", "mpiaNotice", .window, from: "2028-02-09", due: "2028-02-29",
            article: "MPIA", owner: ours, lapse: WhyDate.rightGone,
            says: ["20 calendar days end on Tuesday 2028-02-29."]
        ) { try arbitration(on: "2028-02-09") },
        WhyDate(
            "award of the appeal arbitrators", "mpiaAward", .target, from: "2027-12-01", due: "2028-02-29",
            article: "MPIA", owner: theirs("the appeal arbitrators"), lapse: WhyDate.mustExplain,
            says: ["90 calendar days end on Tuesday 2028-02-29."]
        ) {
            var played = try arbitration(on: "2027-11-20")
            try played.act("noticeOfArbitration", by: WTOPlay.legal, on: "2027-12-01")
            return played
        },
    ]

    private static func arbitration(on day: String) throws -> PlayedCase {
        var played = try WTOPlay.finalToParties(on: day.plus(-5))
        try played.act(
            "mpiaRequest", by: WTOPlay.legal, on: day,
            [
                "appealPath": "mpia", "complainantInMPIA": true, "respondentInMPIA": true,
                "expectedCirculationOn": .string(day.plus(20)),
            ])
        return played
    }

    static let implementing: [WhyDate] = [
        WhyDate(
            "intentions within thirty days", "intentions", .obligation, from: "2028-01-15", due: "2028-02-14",
            article: "DSU 21.3", owner: theirs("the implementing Member"), lapse: alsoLegal,
            says: ["30 calendar days end on Monday 2028-02-14."]
        ) { try WTOPlay.adopted(on: "2028-01-15") },
        // 15 January + 16 = 31 January, + 45 = 29 February.
        WhyDate(
            "an agreed period within 45 days", "rptAgreement", .window, from: "2028-01-15", due: "2028-02-29",
            article: "DSU 21.3(b)", owner: "The right of the parties; the ministry's trade lawyer follows it up.",
            lapse: WhyDate.rightGone,
            says: ["45 calendar days end on Tuesday 2028-02-29."]
        ) { try WTOPlay.adopted(on: "2028-01-15") },
        WhyDate(
            "an award within 90 days of adoption", "rptAward", .target, from: "2028-01-15", due: "2028-04-14",
            article: "DSU 21.3(c)", owner: theirs("the arbitrator"), lapse: WhyDate.mustExplain,
            says: ["90 calendar days end on Friday 2028-04-14."]
        ) { try WTOPlay.adopted(on: "2028-01-15") },
        WhyDate(
            "fifteen months as a guideline", "rptGuideline", .target, from: "2028-01-15", due: "2029-04-15",
            article: "DSU 21.3(c)", owner: theirs("the arbitrator"), lapse: WhyDate.mustExplain,
            says: ["15 calendar months end on Sunday 2029-04-15."]
        ) { try WTOPlay.adopted(on: "2028-01-15") },
        // The period ends on 29 February: day 20 is 20 March, the first lawful day the 21st.
        WhyDate(
            "compensation first for twenty days", "compensationGate", .gate, from: "2028-02-29", due: "2028-03-20",
            opens: "2028-03-21", article: "DSU 22.2",
            owner: "It binds the parties; the ministry's trade lawyer follows it up.",
            lapse: WhyDate.wayFree, right: "“requestAuthorisation”",
            says: ["the day given as “rptEndsOn”", "The first lawful day is Tuesday 2028-03-21."]
        ) { try WTOPlay.periodEnds(on: "2028-02-29") },
        WhyDate(
            "authorisation within thirty days", "retaliationWindow", .window, from: "2028-02-29", due: "2028-03-30",
            article: "DSU 22.6", owner: ours, lapse: WhyDate.rightGone,
            says: ["30 calendar days end on Thursday 2028-03-30."]
        ) { try WTOPlay.periodEnds(on: "2028-02-29") },
        WhyDate(
            "award on the level within sixty days", "retaliationArbitration", .target, from: "2027-12-31",
            due: "2028-02-29", article: "DSU 22.6", owner: theirs("the arbitrator"), lapse: WhyDate.mustExplain,
            says: ["60 calendar days end on Tuesday 2028-02-29."]
        ) {
            var played = try WTOPlay.periodEnds(on: "2027-12-31")
            try played.act("requestCompensation", by: WTOPlay.legal, on: "2028-01-03")
            try played.act("requestAuthorisation", by: WTOPlay.legal, on: "2028-01-21")
            try played.act("object", by: WTOPlay.mission, on: "2028-01-25")
            return played
        },
        WhyDate(
            "a compliance panel within ninety days", "compliancePanel", .target, from: "2027-12-01",
            due: "2028-02-29", article: "DSU 21.5", owner: theirs("the compliance panel"), lapse: WhyDate.mustExplain,
            says: ["90 calendar days end on Tuesday 2028-02-29."]
        ) {
            var played = try WTOPlay.periodEnds(on: "2028-02-29")
            try played.act("notifyCompliance", by: WTOPlay.mission, on: "2027-11-15")
            try played.act("request21_5", by: WTOPlay.legal, on: "2027-12-01")
            return played
        },
        // Set on 31 August 2027: six months end on the last of February.
        WhyDate(
            "on the agenda six months after the period is set", "statusReport", .obligation, from: "2027-08-31",
            due: "2028-02-29", article: "DSU 21.6", owner: theirs("the implementing Member"), lapse: alsoLegal,
            says: ["6 calendar months end on Tuesday 2028-02-29, the last day of a month that has no day 31."]
        ) {
            var played = try WTOPlay.adopted(on: "2027-08-10")
            try played.act(
                "setRpt", by: WTOPlay.mission, on: "2027-08-31", ["rptMethod": "agreed", "rptEndsOn": "2028-08-10"])
            return played
        },
    ]
}
