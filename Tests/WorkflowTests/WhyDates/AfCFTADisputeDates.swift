import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the AfCFTA Protocol on the Settlement of Disputes: working days of the respondent, calendar days for perishables
/// (Art. 1(d), ruling 11).
@Suite struct AfCFTADisputeWhyDates {
    @Test(arguments: consulting + panel)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let legal = "ministryLegal:KE"
    private static let mission = "missionOfficer:KE"
    private static let alsoLegal = WhyDate.alsoOwed("the ministry's trade lawyer")
    private static let toPanel = "“requestPanel” for the ministry's trade lawyer"

    /// Of a step that the mission only watches.
    private static func theirs(_ bearer: String) -> String {
        "Owed by \(bearer); an officer of the permanent mission follows it up."
    }

    /// Kenya complains of `respondent`; where that is Kenya, Tanzania complains.
    private static func requested(
        on day: String, of respondent: String, _ header: [String: JSONValue] = [:], in catalogue: Catalogue = .standard
    ) throws -> PlayedCase {
        var played = PlayedCase(.disputeAfCFTA, in: catalogue)
        let isOurs = respondent != "KE"
        try played.open(
            "open", by: legal, on: day,
            [
                "capacity": isOurs ? "complainant" : "respondent", "complainingCountry": isOurs ? "KE" : "TZ",
                "respondingCountry": .string(respondent), "perishable": false,
            ].merging(header) { $1 })
        if isOurs { try played.act("approveRequest", by: "minister:KE", on: day) }
        try played.act("requestConsultations", by: isOurs ? legal : mission, on: day)
        return played
    }

    /// A panel on a Kenyan measure, established and composed on the same day.
    private static func composed(on day: String, _ header: [String: JSONValue] = [:]) throws -> PlayedCase {
        var played = try requested(on: day.plus(-200), of: "KE", header)
        try played.act("requestPanel", by: mission, on: day.plus(-60))
        try played.act("establish", by: mission, on: day)
        try played.act("compose", by: mission, on: day)
        return played
    }

    private static func circulated(on day: String, _ fields: [String: JSONValue] = [:]) throws -> PlayedCase {
        var played = try composed(on: day.plus(-60))
        try played.act("report", by: mission, on: day, fields)
        return played
    }

    static let consulting: [WhyDate] = [
        // 21, 22, 23, 24 | 27, 28, 29, 30 April, (1 May), 4, 5 May. Union Day, 26 April, is a Sunday and stays there.
        WhyDate(
            "a Tanzanian reply over Workers' Day", "reply", .obligation, from: "2026-04-20", due: "2026-05-05",
            article: "Art. 7, in the respondent's working days", owner: theirs("the responding party"),
            lapse: alsoLegal, right: toPanel,
            says: [
                "10 working days (calendar “TZ”, version 1) end on Tuesday 2026-05-05.",
                "Friday 2026-05-01 (Workers' Day)",
            ]
        ) { try requested(on: "2026-04-20", of: "TZ") },
        // Stopped on Friday 24 April with six left; from 29 April: 30, (1 May), 4, 5, 6, 7, 8 May (ruling 2).
        WhyDate(
            "a pause keeps working days", "reply", .obligation, from: "2026-04-20", due: "2026-05-08",
            article: "Art. 7", owner: theirs("the responding party"), lapse: alsoLegal, right: toPanel,
            says: [
                "It was paused on Friday 2026-04-24 with 6 working days left and resumed on Wednesday 2026-04-29: "
                    + "those days end on Friday 2026-05-08.", "Not counted: Friday 2026-05-01 (Workers' Day).",
            ]
        ) {
            var played = try requested(on: "2026-04-20", of: "TZ")
            try played.act("suspend", by: legal, on: "2026-04-24")
            try played.act("resume", by: legal, on: "2026-04-29")
            return played
        },
        // 20–23 January, (26), 27–30 January, 2, 3 February: 4 + 4 + 2.
        WhyDate(
            "a Ugandan reply over Liberation Day", "reply", .obligation, from: "2026-01-19", due: "2026-02-03",
            article: "Art. 7", owner: theirs("the responding party"), lapse: alsoLegal, right: toPanel,
            says: ["calendar “UG”, version 1", "Monday 2026-01-26 (NRM Liberation Day)"]
        ) { try requested(on: "2026-01-19", of: "UG") },
        // 25, 26, 29, 30 June, (1), 2, 3 July, (6: Liberation Day of Saturday the 4th), 7, 8, 9, 10 July.
        WhyDate(
            "a Rwandan reply over two holidays, one moved", "reply", .obligation, from: "2026-06-24",
            due: "2026-07-10", article: "Art. 7", owner: theirs("the responding party"), lapse: alsoLegal,
            right: toPanel,
            says: [
                "Wednesday 2026-07-01 (Independence Day)",
                "Monday 2026-07-06 (Liberation Day, moved from Saturday 2026-07-04)",
            ]
        ) { try requested(on: "2026-06-24", of: "RW") },
        // 2–5 March, (6), 9–13 March, 16 March: 4 + 5 + 1.
        WhyDate(
            "a Ghanaian reply over Independence Day", "reply", .obligation, from: "2026-02-27", due: "2026-03-16",
            article: "Art. 7", owner: theirs("the responding party"), lapse: alsoLegal, right: toPanel,
            says: ["calendar “GH”, version 1", "Friday 2026-03-06 (Independence Day)"]
        ) { try requested(on: "2026-02-27", of: "GH") },
        // Without a calendar the days are Monday to Friday, and the explanation says what is missing: 13 March.
        WhyDate(
            "an Egyptian reply where no calendar of Egypt is loaded", "reply", .obligation, from: "2026-02-27",
            due: "2026-03-13", article: "Art. 7", owner: theirs("the responding party"), lapse: alsoLegal,
            right: toPanel,
            says: ["calendar “weekdays”, Monday to Friday; no holidays of EG are entered here"]
        ) { try requested(on: "2026-02-27", of: "EG") },
        // 20 March, 3 and 6 April, 1 and 27 May and 1 June are no working days in Kenya: day 60 is 2 June.
        WhyDate(
            "a panel after sixty Kenyan working days", "panelGate", .gate, from: "2026-03-02", due: "2026-06-02",
            opens: "2026-06-03", article: "Art. 7", owner: "It binds the ministry's trade lawyer.",
            lapse: WhyDate.wayFree, right: "“requestPanel”",
            says: WhyDate.unconfirmedDay(
                "60 working days (calendar “KE”, version 1) end on Tuesday 2026-06-02.",
                "Friday 2026-03-20 (Idd-ul-Fitr)", "Friday 2026-04-03 (Good Friday)",
                "Monday 2026-04-06 (Easter Monday)", "Friday 2026-05-01 (Labour Day)",
                "Wednesday 2026-05-27 (Idd-ul-Azha)", "Monday 2026-06-01 (Madaraka Day)")
        ) { try requested(on: "2026-03-02", of: "KE") },
        // Urgent, but nothing rots: 29, 30 April, (1 May), 4–8, 11, 12, 13 May are ten working days (ruling 11).
        WhyDate(
            "urgent goods that keep have working days", "enterConsultations", .obligation, from: "2026-04-28",
            due: "2026-05-13", article: "Art. 7", owner: theirs("the responding party"), lapse: alsoLegal,
            right: "requestPanel",
            says: [
                "The length is the one for urgency = true.", "10 working days (calendar “KE”, version 1)",
                "Friday 2026-05-01 (Labour Day)",
            ]
        ) { try requested(on: "2026-04-28", of: "KE", ["urgency": true]) },
        WhyDate(
            "perishables have calendar days", "enterConsultations", .obligation, from: "2028-02-19",
            due: "2028-02-29", article: "Art. 7; calendar days for perishable goods by Art. 1(d)",
            owner: theirs("the responding party"),
            lapse: alsoLegal, right: "requestPanel",
            says: [
                "The length is the one for perishable = true.", "10 calendar days end on Tuesday 2028-02-29.",
            ]
        ) { try requested(on: "2028-02-19", of: "TZ", ["perishable": true, "perishableProof": "Roses"]) },
        WhyDate(
            "a panel on perishables after twenty calendar days", "panelGate", .gate, from: "2028-02-09",
            due: "2028-02-29", opens: "2028-03-01", article: "calendar days for perishable goods by Art. 1(d)",
            owner: "It binds the ministry's trade lawyer.",
            lapse: WhyDate.wayFree, right: "requestPanel", says: ["20 calendar days end on Tuesday 2028-02-29."]
        ) { try requested(on: "2028-02-09", of: "TZ", ["perishable": true, "perishableProof": "Roses"]) },
    ]

    static let panel: [WhyDate] = [
        // 28–30 April, (1 May), 4–8, 11–15, 18, 19 May: 3 + 5 + 5 + 2.
        WhyDate(
            "the DSB meets within fifteen days", "dsbMeeting", .obligation, from: "2026-04-27", due: "2026-05-19",
            article: "Art. 9", owner: theirs("the DSB"), lapse: alsoLegal, says: ["Friday 2026-05-01 (Labour Day)"]
        ) {
            var played = try requested(on: "2026-01-05", of: "KE")
            try played.act("requestPanel", by: mission, on: "2026-04-27")
            return played
        },
        // 30 September + 5 months: there is no 30 February.
        WhyDate(
            "five months for the panel", "panelReport", .target, from: "2027-09-30", due: "2028-02-29",
            article: "Art. 15", owner: theirs("the panel"), lapse: WhyDate.mustExplain,
            says: ["5 calendar months end on Tuesday 2028-02-29, the last day of a month that has no day 30."]
        ) { try composed(on: "2027-09-30") },
        // One month and a half: 15 May and fifteen days more.
        WhyDate(
            "a month and a half where it is urgent", "panelReport", .target, from: "2027-04-15", due: "2027-05-30",
            article: "Art. 15", owner: theirs("the panel"), lapse: WhyDate.unenforced,
            says: ["The length is the one for urgency = true."]
        ) { try composed(on: "2027-04-15", ["urgency": true]) },
        // 28 September – 16 October are 15, then 19, (20), 21, 22, 23, 26 October; "not before" opens on the last day.
        WhyDate(
            "no adoption before the twentieth working day", "adoptionGate", .gate, from: "2026-09-25",
            due: "2026-10-26", opens: "2026-10-26", article: "Art. 19",
            owner: "It binds the DSB; an officer of the permanent mission follows it up.", lapse: WhyDate.wayFree,
            right: "“adoptReport”",
            says: ["Tuesday 2026-10-20 (Mashujaa Day)"]
        ) { try circulated(on: "2026-09-25") },
        // Back from Wednesday 28 October: 27, 26, 23, 22, 21, (20), 19, 16, 15, 14, 13.
        WhyDate(
            "objections ten working days before the meeting", "objections", .window, from: "2026-09-25",
            due: "2026-10-13", article: "Art. 19", owner: "The right of the ministry's trade lawyer.",
            lapse: WhyDate.rightGone,
            says: [
                "It ends 10 working days (calendar “KE”, version 1) before “dsbMeetingOn”: on Tuesday 2026-10-13.",
                "Tuesday 2026-10-20 (Mashujaa Day)",
            ]
        ) { try circulated(on: "2026-09-25", ["dsbMeetingOn": "2026-10-28"]) },
        // 2–6, 9–13 November are ten, 16–20 fifteen, 23–27 twenty: no holiday. The day after is a Saturday.
        WhyDate(
            "compensation first for twenty working days", "compensationGate", .gate, from: "2026-10-30",
            due: "2026-11-27", opens: "2026-11-28", article: "Art. 25",
            owner: "It binds the parties; the ministry's trade lawyer follows it up.", lapse: WhyDate.wayFree,
            right: "“requestAuthorisation”"
        ) { try periodEnds(on: "2026-10-30") },
        // To 11 December are thirty: 30 November – 4 December, 7–11 December. Jamhuri Day is a Saturday.
        WhyDate(
            "authorisation within thirty working days", "retaliationWindow", .window, from: "2026-10-30",
            due: "2026-12-11", article: "Art. 25", owner: "The right of the ministry's trade lawyer.",
            lapse: WhyDate.rightGone
        ) { try periodEnds(on: "2026-10-30") },
    ]

    private static func periodEnds(on day: String) throws -> PlayedCase {
        var played = try circulated(on: day.plus(-200))
        try played.act("adoptReport", by: mission, on: day.plus(-150), ["ruling": "inconsistent"])
        try played.act(
            "setRpt", by: mission, on: day.plus(-140), ["rptMethod": "agreed", "rptEndsOn": .string(day)])
        return played
    }
}
