import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the Anti-Dumping Agreement, and of our own standards around it.
@Suite struct AntidumpingWhyDates {
    @Test(arguments: investigating + measures)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let play = RemedyPlay(procedure: .unfairAntidumping)
    private static let investigates = "Owed by an investigator of the trade-remedies authority."
    private static let ordered = "It binds what the minister ordered."
    private static let alsoHead = WhyDate.alsoOwed("the head of the trade-remedies authority")

    static let investigating: [WhyDate] = [
        // 18, 21–24, (25), 28–31 December, (1 January), 4 January: 1 + 4 + 4 + 1. Boxing Day is a Saturday.
        WhyDate(
            "advice over the turn of the year", "advice", .obligation, from: "2026-12-17", due: "2027-01-04",
            article: "our standard for advice", owner: investigates, lapse: alsoHead,
            says: [
                "Friday 2026-12-25 (Christmas Day)", "Friday 2027-01-01 (New Year's Day)",
                "movable holidays of that year were not all entered", "a service standard, not law",
            ]
        ) {
            var played = PlayedCase(.unfairAntidumping)
            try played.open("askAdvice", by: RemedyPlay.industry, on: "2026-12-17", ["country": "KE"])
            return played
        },
        // 6–9, 12–16, 19, (20), 21–23, 26, 27 October: 4 + 5 + 1 + 3 + 2. Mazingira Day is a Saturday.
        WhyDate(
            "an answer to a deficiency letter", "deficiency", .obligation, from: "2026-10-05", due: "2026-10-27",
            article: "our standard for answers to a deficiency letter", owner: "Owed by the applicant industry.",
            lapse: alsoHead, right: "“reject” for the head of the trade-remedies authority",
            says: ["15 working days (calendar “KE”, version 1)", "Tuesday 2026-10-20 (Mashujaa Day)"]
        ) { try deficient() },
        // Stopped on Tuesday the 13th after six days; from Monday the 19th: (20), 21–23, 26–30 October, 2 November.
        WhyDate(
            "a suspended answer keeps its nine days", "deficiency", .obligation, from: "2026-10-05",
            due: "2026-11-02", article: "our standard", owner: "Owed by the applicant industry.", lapse: alsoHead,
            right: "“reject”",
            says: [
                "It was paused on Tuesday 2026-10-13 with 9 working days left and resumed on Monday 2026-10-19",
                "Not counted: Tuesday 2026-10-20 (Mashujaa Day).",
            ]
        ) {
            var played = try deficient()
            try played.act("suspend", by: RemedyPlay.investigator, on: "2026-10-13")
            try played.act("resume", by: RemedyPlay.investigator, on: "2026-10-19")
            return played
        },
        // 24 January + 7 = 31 January, + 29 = 29 February, + 30 = 1 March.
        WhyDate(
            "a questionnaire deemed received after a week", "questionnaire", .obligation, from: "2028-01-31",
            due: "2028-03-01", article: "ADA 6.1.1", owner: "Owed by an interested party.",
            lapse: WhyDate.systemTakes("noReply"),
            says: [
                "Sent on Monday 2028-01-24; deemed received 7 days later, on Monday 2028-01-31.",
                "the day of deemed receipt", "It is the limit of Alpha Steel alone.",
                "30 calendar days end on Wednesday 2028-03-01.",
            ]
        ) { try play.asked(on: "2028-01-24") },
        WhyDate(
            "more time for one exporter, granted for cause", "questionnaire", .obligation, from: "2028-01-31",
            due: "2028-03-15", article: "ADA 6.1.1", owner: "Owed by an interested party.",
            lapse: WhyDate.systemTakes("noReply"),
            says: ["It was extended from Wednesday 2028-03-01 to Wednesday 2028-03-15, granted for cause by"]
        ) {
            var played = try play.asked(on: "2028-01-24")
            try played.act(
                "extendReply", by: RemedyPlay.investigator, on: "2028-02-20",
                ["party": "Alpha Steel", "extendedTo": "2028-03-15"], deadline: "questionnaire")
            return played
        },
        // "Not sooner than 60 days" opens on day 60 (ruling 4): 31 January is 30, 29 February 59, 1 March 60.
        WhyDate(
            "no provisional measure before day sixty", "provisionalGate", .gate, from: "2028-01-01",
            due: "2028-03-01", opens: "2028-03-01", article: "ADA 7.1 to 7.3", owner: "It binds the minister.",
            lapse: WhyDate.wayFree, right: "“imposeProvisional” for the minister",
            says: ["60 calendar days end on Wednesday 2028-03-01."]
        ) { try play.initiated(on: "2028-01-01") },
        // 29 February 2028 + 12 and + 18 months (rulings 6 and 7).
        WhyDate(
            "a year for the investigation", "investigationTarget", .target, from: "2028-02-29", due: "2029-02-28",
            article: "ADA 5.10", owner: investigates, lapse: WhyDate.mustExplain,
            says: ["12 calendar months end on Wednesday 2029-02-28, the last day of a month that has no day 29."]
        ) { try play.initiated(on: "2028-02-29") },
        WhyDate(
            "eighteen months at the very most", "investigationCap", .cap, from: "2028-02-29", due: "2029-08-29",
            article: "ADA 5.10", owner: ordered, lapse: WhyDate.systemTakes("capReached"),
            says: ["18 calendar months end on Wednesday 2029-08-29."]
        ) { try play.initiated(on: "2028-02-29") },
        // An undertaking stops the target, not the cap (ruling 1).
        WhyDate(
            "no undertaking stops the eighteen months", "investigationCap", .cap, from: "2028-01-22",
            due: "2029-07-22", article: "ADA 5.10", owner: ordered, lapse: WhyDate.systemTakes("capReached")
        ) { try undertaken() },
        // Due 22 January 2029. Stopped on 1 May 2028 with 266 days left; from 1 September 2028 they end on 25 May 2029.
        WhyDate(
            "an undertaking stops the year", "investigationTarget", .target, from: "2028-01-22", due: "2029-05-25",
            article: "ADA 5.10", owner: investigates, lapse: WhyDate.mustExplain,
            says: ["It was paused on Monday 2028-05-01 with 266 days left and resumed on Friday 2028-09-01"]
        ) { try undertaken() },
        WhyDate(
            "comments on the essential facts", "essentialFacts", .obligation, from: "2028-02-15", due: "2028-02-29",
            article: "ADA 6.9", owner: "Owed by an interested party.", lapse: WhyDate.rightGone,
            right: "“considerComments”", says: ["14 calendar days end on Tuesday 2028-02-29."]
        ) { try play.disclosed(on: "2028-02-15") },
    ]

    private static func deficient() throws -> PlayedCase {
        var played = try play.filed(on: "2026-09-20")
        try played.act("deficiencyLetter", by: RemedyPlay.investigator, on: "2026-10-05")
        return played
    }

    /// Initiated on 22 January 2028; an undertaking from 1 May to 1 September.
    private static func undertaken() throws -> PlayedCase {
        var played = try play.preliminary(on: "2028-04-21")
        try played.act("acceptUndertaking", by: RemedyPlay.minister, on: "2028-05-01")
        try played.act("resumeInvestigation", by: RemedyPlay.investigator, on: "2028-09-01")
        return played
    }

    static let measures: [WhyDate] = [
        // There is no 31 February.
        WhyDate(
            "a provisional duty of four months", "provisionalCap", .cap, from: "2026-10-31", due: "2027-02-28",
            article: "ADA 7.4", owner: ordered, lapse: WhyDate.systemTakes("expireProvisional"),
            says: ["4 calendar months end on Sunday 2027-02-28, the last day of a month that has no day 31."]
        ) { try play.provisional(on: "2026-10-31", ["provisionalBasis": "standard"]) },
        WhyDate(
            "six months where exporters ask", "provisionalCap", .cap, from: "2027-08-31", due: "2028-02-29",
            article: "ADA 7.4", owner: ordered, lapse: WhyDate.systemTakes("expireProvisional"),
            says: ["The length is the one for provisionalBasis = exportersRequest."]
        ) { try play.provisional(on: "2027-08-31", ["provisionalBasis": "exportersRequest"]) },
        WhyDate(
            "six months while a lesser duty is examined", "provisionalCap", .cap, from: "2027-02-28",
            due: "2027-08-28", article: "ADA 7.4", owner: ordered, lapse: WhyDate.systemTakes("expireProvisional"),
            says: ["The length is the one for provisionalBasis = lesserDuty."]
        ) { try play.provisional(on: "2027-02-28", ["provisionalBasis": "lesserDuty"]) },
        WhyDate(
            "nine months for both", "provisionalCap", .cap, from: "2027-05-31", due: "2028-02-29", article: "ADA 7.4",
            owner: ordered, lapse: WhyDate.systemTakes("expireProvisional"),
            says: ["The length is the one for provisionalBasis = lesserDutyExportersRequest."]
        ) { try play.provisional(on: "2027-05-31", ["provisionalBasis": "lesserDutyExportersRequest"]) },
        // 29 February 2028 + 5 years = 28 February 2033.
        WhyDate(
            "five years for a measure", "measureCap", .cap, from: "2028-02-29", due: "2033-02-28",
            article: "ADA 11.3", owner: ordered, lapse: WhyDate.systemTakes("expire"),
            says: ["60 calendar months end on Monday 2033-02-28, the last day of a month that has no day 29."]
        ) { try play.inForce(on: "2028-02-29") },
        WhyDate(
            "sunset requests from a year before the end", "sunsetGate", .gate, from: "2028-02-29",
            due: "2032-02-29", opens: "2032-02-29", article: "twelve to nine months before the end",
            owner: "It binds the applicant industry.", lapse: WhyDate.wayFree, right: "“requestReview”",
            says: ["48 calendar months end on Sunday 2032-02-29."]
        ) { try play.inForce(on: "2028-02-29") },
        WhyDate(
            "a reminder after 54 months", "sunsetReminder", .target, from: "2028-02-29", due: "2032-08-29",
            article: "our standard", owner: investigates, lapse: WhyDate.reminded,
            says: ["54 calendar months end on Sunday 2032-08-29."]
        ) { try play.inForce(on: "2028-02-29") },
        WhyDate(
            "a refund within eighteen months of the claim", "refundLimit", .obligation, from: "2026-08-31",
            due: "2028-02-29", article: "ADA 9.3", owner: investigates, lapse: alsoHead,
            says: ["the day given as “claimedOn”", "18 calendar months end on Tuesday 2028-02-29"]
        ) {
            var played = try play.inForce(on: "2026-02-27")
            try played.act("review", by: RemedyPlay.investigator, on: "2026-08-31", ["reviewType": "refund"])
            return played
        },
    ]
}
