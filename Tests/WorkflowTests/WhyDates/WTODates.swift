import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the Dispute Settlement Understanding up to the circulation of the panel's report. All days are calendar days.
@Suite struct WTOWhyDates {
    @Test(arguments: consulting + panel)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let ours = "The right of the ministry's trade lawyer."
    private static let binds = "It binds the ministry's trade lawyer."
    private static let alsoLegal = WhyDate.alsoOwed("the ministry's trade lawyer")

    /// Of a step that the mission only watches.
    private static func theirs(_ bearer: String) -> String {
        "Owed by \(bearer); an officer of the permanent mission follows it up."
    }

    static let consulting: [WhyDate] = [
        // 5 March + 10 = 15 March, a Sunday: a reply preserves no right of its author, so nothing rolls (ruling 3).
        WhyDate(
            "a reply due on a Sunday stays there", "reply", .obligation, from: "2026-03-05", due: "2026-03-15",
            article: "DSU 4.3", owner: theirs("the responding party"), lapse: alsoLegal,
            right: "“requestPanel” for the ministry's trade lawyer",
            says: ["the day given as “receivedOn”", "10 calendar days end on Sunday 2026-03-15."]
        ) { try WTOPlay.requested(on: "2026-03-05") },
        // 29 days of February, so 31 January + 29 = 29 February, + 30 = 1 March.
        WhyDate(
            "consultations over a leap day", "enterConsultations", .obligation, from: "2028-01-31", due: "2028-03-01",
            article: "DSU 4.3", owner: theirs("the responding party"), lapse: alsoLegal, right: "requestPanel",
            says: ["30 calendar days end on Wednesday 2028-03-01."]
        ) { try WTOPlay.requested(on: "2028-01-31") },
        // March has 29 more days, April 30: day 59 is 30 April, day 60 is 1 May; "within 60 days" opens on day 61.
        WhyDate(
            "a panel after sixty days", "panelGate", .gate, from: "2026-03-02", due: "2026-05-01", opens: "2026-05-02",
            article: "DSU 4.7", owner: binds, lapse: WhyDate.wayFree, right: "requestPanel",
            says: ["60 calendar days end on Friday 2026-05-01.", "The first lawful day is Saturday 2026-05-02."]
        ) { try WTOPlay.requested(on: "2026-03-02") },
        // 15 December + 16 = 31 December, + 20 = 4 January; the day after is free.
        WhyDate(
            "a panel after twenty days where it is urgent", "panelGate", .gate, from: "2026-12-15", due: "2027-01-04",
            opens: "2027-01-05", article: "DSU 4.8", owner: binds, lapse: WhyDate.wayFree, right: "requestPanel",
            says: ["The length is the one for urgency = true.", "20 calendar days end on Monday 2027-01-04."]
        ) { try WTOPlay.requested(on: "2026-12-15", ["urgency": true]) },
        // 15 December + 10 = Christmas Day, which does not move an obligation.
        WhyDate(
            "urgent consultations", "enterConsultations", .obligation, from: "2026-12-15", due: "2026-12-25",
            article: "DSU 4.8", owner: theirs("the responding party"), lapse: alsoLegal, right: "requestPanel",
            says: ["The length is the one for urgency = true.", "10 calendar days end on Friday 2026-12-25."]
        ) { try WTOPlay.requested(on: "2026-12-15", ["urgency": true]) },
        // 27 March + 10 = 6 April 2026, Easter Monday: the right is kept by acting on the next working day (ruling 3).
        WhyDate(
            "joining ends on Easter Monday and rolls", "joinder", .window, from: "2026-03-27", due: "2026-04-07",
            article: "DSU 4.11",
            owner: "The right of other Members with a substantial trade interest; an officer of the permanent mission",
            lapse: WhyDate.rightGone,
            says: WhyDate.unconfirmedDay(
                "10 calendar days end on Monday 2026-04-06.",
                "Monday 2026-04-06 is no working day (calendar “WTO”, version 1; movable holidays of that year were not all entered)",
                "the limit ends on the next one, Tuesday 2026-04-07.", "Monday 2026-04-06 (Easter Monday)")
        ) {
            var played = try WTOPlay.requested(on: "2026-03-20")
            try played.act("circulateRequest", by: WTOPlay.mission, on: "2026-03-27")
            return played
        },
        // 10 March back 9 days is 1 March, 10 is 29 February, 11 is 28 February (ruling 5).
        WhyDate(
            "the agenda closes eleven days before the meeting", "dsbLead", .window, from: "2028-02-01",
            due: "2028-02-28", article: "DSU 6.2", owner: ours, lapse: WhyDate.rightGone,
            says: ["It ends 11 calendar days before “dsbMeetingOn”, Friday 2028-03-10: on Monday 2028-02-28."]
        ) {
            var played = try WTOPlay.requested(on: "2027-12-01")
            try played.act("planMeeting", by: WTOPlay.mission, on: "2028-02-01", ["dsbMeetingOn": "2028-03-10"])
            return played
        },
        // Due 12 March; stopped on the 6th with 6 days left, resumed on the 20th: 26 March (ruling 2).
        WhyDate(
            "a suspended reply keeps its days", "reply", .obligation, from: "2026-03-02", due: "2026-03-26",
            article: "DSU 4.3", owner: theirs("the responding party"), lapse: alsoLegal, right: "requestPanel",
            says: [
                "It was paused on Friday 2026-03-06 with 6 days left and resumed on Friday 2026-03-20",
                "those days end on Thursday 2026-03-26.",
            ]
        ) { try suspended() },
        // Ruling 1: the same suspension leaves the gate where it was.
        WhyDate(
            "no suspension moves a gate", "panelGate", .gate, from: "2026-03-02", due: "2026-05-01",
            opens: "2026-05-02", article: "DSU 4.7", owner: binds, lapse: WhyDate.wayFree, right: "requestPanel"
        ) { try suspended() },
        WhyDate(
            "an extension by agreement keeps the first day on record", "enterConsultations", .obligation,
            from: "2026-03-02", due: "2026-04-20", article: "DSU 4.3", owner: theirs("the responding party"),
            lapse: alsoLegal,
            right: "requestPanel",
            says: [
                "30 calendar days end on Wednesday 2026-04-01.",
                "It was extended from Wednesday 2026-04-01 to Monday 2026-04-20, agreed by Kenya, Türkiye on 2026-03-24 "
                    + "(WT/DS999/2).",
            ]
        ) {
            var played = try WTOPlay.requested(on: "2026-03-02")
            try played.act(
                "extend", by: WTOPlay.legal, on: "2026-03-25",
                [
                    "extendedTo": "2026-04-20", "agreedBy": ["Kenya", "Türkiye"], "agreedOn": "2026-03-24",
                    "documentRef": "WT/DS999/2",
                ], deadline: "enterConsultations")
            return played
        },
        // 16 December + 10 = Saturday 26 December: the Monday after is no holiday in Geneva.
        WhyDate(
            "third-party rights reserved over Christmas", "reservation", .window, from: "2026-12-16",
            due: "2026-12-28", article: "DSB practice", owner: ours, lapse: WhyDate.rightGone,
            says: [
                "10 calendar days end on Saturday 2026-12-26.", "the limit ends on the next one, Monday 2026-12-28.",
            ]
        ) {
            var played = PlayedCase(.disputeWTO)
            try played.open(
                "open", by: WTOPlay.legal, on: "2026-12-01",
                ["capacity": "thirdParty", "complainingCountry": "UG", "respondingCountry": "TR"])
            try played.act("recordEstablishment", by: WTOPlay.mission, on: "2026-12-16")
            return played
        },
    ]

    private static func suspended() throws -> PlayedCase {
        var played = try WTOPlay.requested(on: "2026-03-02")
        try played.act("suspend", by: WTOPlay.legal, on: "2026-03-06")
        try played.act("resume", by: WTOPlay.legal, on: "2026-03-20")
        return played
    }

    static let panel: [WhyDate] = [
        // 9 February + 20 = 29 February 2028, a Tuesday.
        WhyDate(
            "composition ends on the leap day", "composition", .window, from: "2028-02-09", due: "2028-02-29",
            article: "DSU 8.7", owner: "The right of the parties; the ministry's trade lawyer follows it up.",
            lapse: WhyDate.rightGone, right: "“requestAppointment”",
            says: WhyDate.unconfirmedDay("20 calendar days end on Tuesday 2028-02-29.")
        ) { try WTOPlay.established(on: "2028-02-09") },
        WhyDate(
            "five members within ten days", "fiveMembers", .window, from: "2028-02-08", due: "2028-02-18",
            article: "DSU 8.5", owner: "The right of the parties; the ministry's trade lawyer follows it up.",
            lapse: WhyDate.rightGone,
            says: ["10 calendar days end on Friday 2028-02-18."]
        ) { try WTOPlay.established(on: "2028-02-08") },
        // 31 May + 9 months: there is no 31 February (ruling 7).
        WhyDate(
            "nine months from a thirty-first", "nineMonths", .target, from: "2027-05-31", due: "2028-02-29",
            article: "DSU 12.9", owner: theirs("the panel"), lapse: WhyDate.mustExplain,
            says: ["9 calendar months end on Tuesday 2028-02-29, the last day of a month that has no day 31."]
        ) { try WTOPlay.established(on: "2027-05-31") },
        WhyDate(
            "fifteen months for the reasonable period", "rptOuter", .target, from: "2026-11-30", due: "2028-02-29",
            article: "DSU 21.4", owner: theirs("the parties"), lapse: WhyDate.mustExplain,
            says: ["15 calendar months end on Tuesday 2028-02-29"]
        ) { try WTOPlay.established(on: "2026-11-30") },
        WhyDate(
            "six months for the panel", "panelReport", .target, from: "2027-08-31", due: "2028-02-29",
            article: "DSU 12.8", owner: theirs("the panel"), lapse: WhyDate.mustExplain,
            says: ["6 calendar months end on Tuesday 2028-02-29, the last day of a month that has no day 31."]
        ) { try WTOPlay.composed(on: "2027-08-31", established: "2027-08-15") },
        WhyDate(
            "three months where it is urgent", "panelReport", .target, from: "2026-11-30", due: "2027-02-28",
            article: "DSU 12.8", owner: theirs("the panel"), lapse: WhyDate.mustExplain,
            says: ["The length is the one for urgency = true.", "3 calendar months end on Sunday 2027-02-28"]
        ) { try WTOPlay.composed(on: "2026-11-30", established: "2026-11-15", ["urgency": true]) },
        // 29 February 2028 + 12 months = 28 February 2029.
        WhyDate(
            "the panel's authority lapses after twelve months", "panelSuspension", .cap, from: "2028-02-29",
            due: "2029-02-28", article: "DSU 12.12",
            owner: "It binds the complaining party; the ministry's trade lawyer follows it up.",
            lapse: WhyDate.systemTakes("lapsePanel"),
            says: ["12 calendar months end on Wednesday 2029-02-28, the last day of a month that has no day 29."]
        ) {
            var played = try WTOPlay.composed(on: "2028-01-20", established: "2028-01-10")
            try played.act("suspendPanel", by: WTOPlay.legal, on: "2028-02-29")
            return played
        },
        // Suspended from 1 March to 31 May 2026, 91 days: every one of the four periods is longer by as much (ruling 1).
        afterSuspension(
            "panelReport", of: "the panel", from: "2026-01-15", first: "2026-07-15", due: "2026-10-14", "DSU 12.8"),
        afterSuspension(
            "nineMonths", of: "the panel", from: "2025-12-20", first: "2026-09-20", due: "2026-12-20", "DSU 12.9"),
        afterSuspension("overall", of: "the DSB", from: "2025-12-20", first: "2026-09-20", due: "2026-12-20", "DSU 20"),
        afterSuspension(
            "rptOuter", of: "the parties", from: "2025-12-20", first: "2027-03-20", due: "2027-06-19", "DSU 21.4"),
    ]

    private static func afterSuspension(
        _ key: DeadlineKey, of bearer: String, from: String, first: String, due: String, _ article: String
    ) -> WhyDate {
        let left = CivilDate.day(first).dayNumber - CivilDate.day("2026-03-01").dayNumber
        return WhyDate(
            "a panel suspended for 91 days", key, .target, from: from, due: due, article: article,
            owner: theirs(bearer), lapse: WhyDate.mustExplain,
            says: [
                "calendar months end on", first,
                "It was paused on Sunday 2026-03-01 with \(left) days left and resumed on Sunday 2026-05-31",
            ]
        ) {
            var played = try WTOPlay.composed(on: "2026-01-15", established: "2025-12-20")
            try played.act("suspendPanel", by: WTOPlay.legal, on: "2026-03-01")
            try played.act("resumePanel", by: WTOPlay.legal, on: "2026-05-31")
            return played
        }
    }
}
