import CaseProtocol
import Testing

@testable import Workflow

/// Dates of Annex 5 to the AfCFTA Protocol on Trade in Goods: its figures are unconfirmed, so nothing acts on them.
@Suite struct AfCFTABarrierWhyDates {
    @Test(arguments: dates)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let play = BarrierPlay(procedure: .ntbAfCFTA, imposing: "GH")
    private static let theirs = "Owed by the focal point of the imposing country."

    private static func replied(on day: String) throws -> PlayedCase {
        var played = try play.sent(on: day.plus(-10))
        try played.act("reply", by: play.imposer, on: day)
        return played
    }

    private static func facilitated(on day: String) throws -> PlayedCase {
        var played = try replied(on: day.plus(-10))
        try played.act("requestFacilitator", by: BarrierPlay.kenya, on: day)
        return played
    }

    private static func appointed(on day: String) throws -> PlayedCase {
        var played = try facilitated(on: day.plus(-10))
        try played.act("appointFacilitator", by: "secretariatAfcfta", on: day, ["partyName": "Professor Mensah"])
        return played
    }

    static let dates: [WhyDate] = [
        // 24 December + 7 = 31 December, + 10 = 3 January.
        WhyDate(
            "validated over the turn of the year", "screen", .obligation, from: "2025-12-24", due: "2026-01-03",
            article: "validation, not law", owner: "Owed by the focal point of the reporting country.",
            lapse: WhyDate.alsoOwed("the secretariat of the AfCFTA"), right: "“askInfo”",
            says: ["10 calendar days end on Saturday 2026-01-03."]
        ) { try play.submitted(on: "2025-12-24") },
        // 10 February + 19 = 29 February, + 20 = 1 March.
        WhyDate(
            "a reply in twenty days", "reply", .obligation, from: "2028-02-10", due: "2028-03-01",
            article: "Annex 5, Appendix 2: 20 days from receipt", owner: theirs, lapse: WhyDate.unenforced,
            right: "“requestFacilitator”", says: ["20 calendar days end on Wednesday 2028-03-01.", ": unconfirmed."]
        ) { try play.sent(on: "2028-02-10") },
        WhyDate(
            "a new date for the reply", "delayedReply", .obligation, from: "2028-02-20", due: "2028-03-31",
            article: "Annex 5, Appendix 2: reasons for delay", owner: theirs, lapse: WhyDate.unenforced,
            right: "“requestFacilitator”", says: ["It runs to the date that was set: Friday 2028-03-31."]
        ) {
            var played = try play.sent(on: "2028-02-10")
            try played.act("noticeOfDelay", by: play.imposer, on: "2028-02-20", ["newDate": "2028-03-31"])
            return played
        },
        WhyDate(
            "twenty days of talks", "bilateral", .obligation, from: "2026-12-15", due: "2027-01-04",
            article: "20 days of talks", owner: theirs, lapse: WhyDate.unenforced,
            says: ["20 calendar days end on Monday 2027-01-04."]
        ) { try replied(on: "2026-12-15") },
        WhyDate(
            "ten days to agree on a facilitator", "agreeFacilitator", .obligation, from: "2028-02-19",
            due: "2028-02-29", article: "10 days to agree", owner: theirs, lapse: WhyDate.unenforced,
            says: ["10 calendar days end on Tuesday 2028-02-29."]
        ) { try facilitated(on: "2028-02-19") },
        // 1 January + 30 = 31 January, + 59 = 29 February, + 60 = 1 March.
        WhyDate(
            "the facilitator's report after sixty days at most", "report", .obligation, from: "2028-01-01",
            due: "2028-03-01", article: "30 to 60 days from appointment", owner: "Owed by the facilitator.",
            lapse: WhyDate.unenforced, says: ["60 calendar days end on Wednesday 2028-03-01."]
        ) { try appointed(on: "2028-01-01") },
        WhyDate(
            "and as a rule after thirty", "reportAim", .target, from: "2028-01-30", due: "2028-02-29",
            article: "30 to 60 days from appointment", owner: "Owed by the facilitator.", lapse: WhyDate.unenforced,
            says: ["30 calendar days end on Tuesday 2028-02-29."]
        ) { try appointed(on: "2028-01-30") },
    ]
}
