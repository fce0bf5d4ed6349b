import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the enquiry desk, and of the Access to Information Act.
@Suite struct EnquiryWhyDates {
    @Test(arguments: dates)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let officer = "enquiryOfficer:KE"
    private static let trader = "complainant:KE"
    private static let desk = "Owed by an officer of the enquiry desk."

    private static func asked(
        on day: String, _ action: ActionID = "ask", _ fields: [String: JSONValue] = [:]
    ) throws -> PlayedCase {
        var played = PlayedCase(.enquiry)
        try played.open(action, by: trader, on: day, ["country": "KE"].merging(fields) { $1 })
        return played
    }

    private static func assigned(on day: String, _ complexity: String = "simple") throws -> PlayedCase {
        var played = try asked(on: day)
        try played.act("assign", by: officer, on: day, ["complexity": .string(complexity)])
        return played
    }

    static let dates: [WhyDate] = [
        WhyDate(
            "acknowledged after Labour Day", "acknowledge", .obligation, from: "2025-04-30", due: "2025-05-02",
            article: "enquiry desk for acknowledgement", owner: desk, lapse: WhyDate.reminded,
            says: ["Thursday 2025-05-01 (Labour Day)"]
        ) { try asked(on: "2025-04-30") },
        // Madaraka Day 2025 is a Sunday and moves to Monday (ruling 13).
        WhyDate(
            "assigned after a moved Madaraka Day", "assign", .obligation, from: "2025-05-30", due: "2025-06-03",
            article: "enquiry desk for assignment", owner: desk, lapse: WhyDate.reminded,
            says: ["Monday 2025-06-02 (Madaraka Day, moved from Sunday 2025-06-01)"]
        ) { try asked(on: "2025-05-30") },
        // (10), 13–16, (17), (20), 21 October.
        WhyDate(
            "answered around three holidays", "answer", .obligation, from: "2025-10-09", due: "2025-10-21",
            article: "5 working days where it is simple", owner: desk, lapse: WhyDate.reminded,
            says: [
                "Friday 2025-10-10 (Mazingira Day)", "Friday 2025-10-17 (State funeral of Raila Odinga)",
                "Monday 2025-10-20 (Mashujaa Day)",
            ]
        ) { try assigned(on: "2025-10-09") },
        // 21, 22, 25, 26, (27), 28, 29 May, (1), 2–5, 8–12 June: 2 + 4 + 4 + 5.
        WhyDate(
            "a complex answer", "answer", .obligation, from: "2026-05-20", due: "2026-06-12",
            article: "15 where it is complex", owner: desk, lapse: WhyDate.reminded,
            says: [
                "The length is the one for complexity = complex.", "Wednesday 2026-05-27 (Idd-ul-Azha)",
                "Monday 2026-06-01 (Madaraka Day)",
            ]
        ) { try assigned(on: "2026-05-20", "complex") },
        // Due 8 December; asked back on the 3rd with three days left; from the 10th: 11, 14, 15 December.
        WhyDate(
            "the clock stops while the enquirer is asked", "answer", .obligation, from: "2026-12-01",
            due: "2026-12-15", article: "enquiry desk for answers", owner: desk, lapse: WhyDate.reminded,
            says: [
                "It was paused on Thursday 2026-12-03 with 3 working days left and resumed on Thursday 2026-12-10: "
                    + "those days end on Tuesday 2026-12-15."
            ]
        ) {
            var played = try assigned(on: "2026-12-01")
            try played.act("clarify", by: officer, on: "2026-12-03")
            try played.act("supply", by: trader, on: "2026-12-10")
            return played
        },
        WhyDate(
            "an enquirer has fourteen days", "clarification", .obligation, from: "2028-02-15", due: "2028-02-29",
            article: "answers of an enquirer", owner: "Owed by the complainant.",
            lapse: WhyDate.systemTakes("fallSilent"), says: ["14 calendar days end on Tuesday 2028-02-29."]
        ) {
            var played = try assigned(on: "2028-02-14")
            try played.act("clarify", by: officer, on: "2028-02-15")
            return played
        },
        // 24, (25), 28, 29, 30, 31 December 2026; Boxing Day is a Saturday.
        WhyDate(
            "a referral before the end of the year", "referral", .obligation, from: "2026-12-23", due: "2026-12-31",
            article: "enquiry desk for referrals", owner: "Owed by the agency's liaison officer.",
            lapse: WhyDate.alsoOwed("an officer of the enquiry desk"), says: ["Friday 2026-12-25 (Christmas Day)"]
        ) {
            var played = try assigned(on: "2026-12-22")
            try played.act("refer", by: officer, on: "2026-12-23", ["agency": "KRA"])
            return played
        },
        // 8 February + 21 = 29 February; + 35 = 14 March.
        WhyDate(
            "twenty-one days for information", "information", .obligation, from: "2028-02-08", due: "2028-02-29",
            article: "Access to Information Act 2016 (Kenya), s. 9", owner: desk, lapse: WhyDate.reminded,
            says: ["21 calendar days end on Tuesday 2028-02-29."]
        ) { try asked(on: "2028-02-08", "requestInformation", ["infoUrgency": "ordinary"]) },
        WhyDate(
            "fourteen days more, once", "informationCeiling", .obligation, from: "2028-02-08", due: "2028-03-14",
            article: "s. 9", owner: desk, lapse: WhyDate.reminded, says: ["35 calendar days end on Tuesday 2028-03-14."]
        ) {
            var played = try asked(on: "2028-02-08", "requestInformation", ["infoUrgency": "ordinary"])
            try played.act("extendInformation", by: officer, on: "2028-02-20")
            return played
        },
        WhyDate(
            "forty-eight hours where life is at stake", "information", .obligation, from: "2028-02-27",
            due: "2028-02-29", article: "s. 9", owner: desk, lapse: WhyDate.reminded,
            says: ["The length is the one for infoUrgency = lifeOrLiberty."]
        ) { try asked(on: "2028-02-27", "requestInformation", ["infoUrgency": "lifeOrLiberty"]) },
        WhyDate(
            "silence for fourteen days ends it", "acceptance", .window, from: "2100-02-20", due: "2100-03-06",
            article: "silence after an answer", owner: "The right of the complainant.",
            lapse: WhyDate.systemTakes("closeSilent"), says: ["14 calendar days end on Saturday 2100-03-06."]
        ) {
            var played = try assigned(on: "2100-02-19")
            try played.act("answer", by: officer, on: "2100-02-20", ["legalPoint": false])
            return played
        },
    ]
}
