import CaseProtocol
import Testing

@testable import Workflow

/// Dates of the Tripartite mechanism: our own service standards. Version 1 counts Monday to Friday, version 2 by the holidays
/// of whoever owes the step.
@Suite struct TripartiteWhyDates {
    @Test(arguments: version1 + version2)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let first = BarrierPlay(procedure: .ntbTripartite)
    private static let both = Catalogue(Catalogue.standard.procedures + [.ntbTripartite2])
    private static func second(_ imposing: String = "UG") -> BarrierPlay {
        BarrierPlay(procedure: .ntbTripartite2, catalogue: both, imposing: imposing)
    }

    private static let ours = "Owed by the focal point of the reporting country."
    private static let theirs = "Owed by the focal point of the imposing country."
    private static let alsoChair = WhyDate.alsoOwed("the chair of the monitoring committee")
    private static let toChair = "“acknowledge” for the chair of the monitoring committee"
    private static let alsoSecretariat = WhyDate.alsoOwed("an officer of the regional secretariat")

    static let version1: [WhyDate] = [
        // 2, 3, 4, 5, 6 June: version 1 knows no holiday.
        WhyDate(
            "screened Monday to Friday", "screen", .obligation, from: "2025-05-30", due: "2025-06-06",
            article: "our standard for screening", owner: ours, lapse: alsoSecretariat,
            right: "for an officer of the regional secretariat",
            says: ["5 working days (calendar “weekdays”, Monday to Friday) end on Friday 2025-06-06."]
        ) { try first.submitted(on: "2025-05-30") },
        // 30 January + 30 = 29 February.
        WhyDate(
            "answers by the leap day", "infoAnswer", .obligation, from: "2028-01-30", due: "2028-02-29",
            article: "answers of a complainant", owner: "Owed by the complainant.",
            lapse: WhyDate.systemTakes("fallDormant"), says: ["30 calendar days end on Tuesday 2028-02-29."]
        ) { try questioned() },
        // Dormant from the day after the leap day.
        WhyDate(
            "a year to wake it", "wakeWindow", .window, from: "2028-03-01", due: "2029-03-01",
            article: "dormant complaints", owner: "The right of the complainant.",
            lapse: WhyDate.systemTakes("abandon"), says: ["12 calendar months end on Thursday 2029-03-01."]
        ) {
            var played = try questioned()
            try played.runScheduler(on: "2028-03-01")
            return played
        },
        // 5 December + 26 = 31 December, + 30 = Sunday 4 January: nothing rolls outside the WTO.
        WhyDate(
            "an appeal to a Sunday", "appeal", .window, from: "2025-12-05", due: "2026-01-04",
            article: "appeals against rejection", owner: "The right of the complainant.", lapse: WhyDate.rightGone,
            says: ["30 calendar days end on Sunday 2026-01-04."]
        ) {
            var played = try first.submitted(on: "2025-12-01")
            try played.act("reject", by: BarrierPlay.kenya, on: "2025-12-05", ["reason": "privateDispute"])
            return played
        },
        // 31 January + 29 = 29 February 2024, + 30 = 1 March.
        WhyDate(
            "a national reply over a leap day", "nationalReply", .obligation, from: "2024-01-31", due: "2024-03-01",
            article: "national consultation", owner: theirs, lapse: alsoChair,
            says: ["30 calendar days end on Friday 2024-03-01."]
        ) { try consulted(on: "2024-01-31") },
        // 2 November + 28 = 30 November, + 59 = 31 December, + 60 = New Year's Day.
        WhyDate(
            "a bilateral meeting by New Year", "bilateralMeeting", .obligation, from: "2027-11-02",
            due: "2028-01-01", article: "bilateral meetings", owner: theirs, lapse: alsoSecretariat,
            says: ["60 calendar days end on Saturday 2028-01-01."]
        ) {
            var played = try consulted(on: "2027-10-20")
            try played.act("callBilateral", by: BarrierPlay.kenya, on: "2027-11-02")
            return played
        },
        // 2100 has no 29 February: the 28th is day 8, 6 March day 14.
        WhyDate(
            "confirmation in 2100", "confirmation", .obligation, from: "2100-02-20", due: "2100-03-06",
            article: "confirmation", owner: ours, lapse: WhyDate.systemTakes("silence"),
            says: ["14 calendar days end on Saturday 2100-03-06."]
        ) { try proposed(on: "2100-02-20") },
        WhyDate(
            "reopened within a year of the leap day", "reopenWindow", .window, from: "2028-02-29",
            due: "2029-02-28", article: "reopening", owner: "The right of the focal point of the reporting country.",
            lapse: WhyDate.rightGone,
            says: ["12 calendar months end on Wednesday 2029-02-28, the last day of a month that has no day 29."]
        ) {
            var played = try proposed(on: "2028-02-20")
            try played.act("confirm", by: BarrierPlay.kenya, on: "2028-02-29")
            return played
        },
    ]

    private static func questioned() throws -> PlayedCase {
        var played = try first.submitted(on: "2028-01-28")
        try played.act("askInfo", by: BarrierPlay.kenya, on: "2028-01-30")
        return played
    }

    private static func consulted(on day: String) throws -> PlayedCase {
        var played = try first.sent(on: day)
        try played.act("acknowledge", by: first.imposer, on: day)
        return played
    }

    private static func proposed(on day: String) throws -> PlayedCase {
        var played = try consulted(on: day.plus(-10))
        try played.act("proposeResolution", by: first.imposer, on: day, ["outcome": "removed"])
        return played
    }

    static let version2: [WhyDate] = [
        // (2 June), 3, 4, 5, (6 June), 9, 10 June 2025.
        WhyDate(
            "screened around two Kenyan holidays", "screen", .obligation, from: "2025-05-30", due: "2025-06-10",
            article: "our standard for screening", owner: ours, lapse: alsoSecretariat,
            right: "“askInfo” for an officer of the regional secretariat",
            says: [
                "5 working days (calendar “KE”, version 1) end on Tuesday 2025-06-10.",
                "Monday 2025-06-02 (Madaraka Day, moved from Sunday 2025-06-01)", "Friday 2025-06-06 (Idd-ul-Azha)",
            ]
        ) { try second().submitted(on: "2025-05-30") },
        // Due 10 April after Easter; asked on the 2nd with four days left; from the 14th: 15, 16, 17, 20 April.
        WhyDate(
            "screening stops while the trader is asked", "screen", .obligation, from: "2026-04-01",
            due: "2026-04-20", article: "our standard for screening", owner: ours, lapse: alsoSecretariat,
            right: "“askInfo” for an officer of the regional secretariat",
            says: [
                "end on Friday 2026-04-10.", "Friday 2026-04-03 (Good Friday)", "Monday 2026-04-06 (Easter Monday)",
                "It was paused on Thursday 2026-04-02 with 4 working days left and resumed on Tuesday 2026-04-14: "
                    + "those days end on Monday 2026-04-20.",
            ]
        ) {
            var played = try second().submitted(on: "2026-04-01")
            try played.act("askInfo", by: BarrierPlay.kenya, on: "2026-04-02")
            try played.act("supplyInfo", by: BarrierPlay.trader, on: "2026-04-14")
            return played
        },
        // 24, (25, 26), 29, 30 December.
        WhyDate(
            "a call-back around Christmas", "callBack", .obligation, from: "2025-12-23", due: "2025-12-30",
            article: "reports by phone and SMS", owner: ours, lapse: WhyDate.reminded,
            says: ["Thursday 2025-12-25 (Christmas Day)", "Friday 2025-12-26 (Boxing Day)"]
        ) { try second().lead(on: "2025-12-23") },
        // Christmas 2022 is a Sunday, Monday is Boxing Day: it moves to Tuesday (ruling 13). 28, 29, 30 December.
        WhyDate(
            "Christmas moves past Boxing Day", "callBack", .obligation, from: "2022-12-23", due: "2022-12-30",
            article: "reports by phone and SMS", owner: ours, lapse: WhyDate.reminded,
            says: [
                "Monday 2022-12-26 (Boxing Day)", "Tuesday 2022-12-27 (Christmas Day, moved from Sunday 2022-12-25)",
                "movable holidays of that year were not all entered",
            ]
        ) { try second().lead(on: "2022-12-23") },
        // 1, 2, (3), 4, 5, 8, (9), 10, 11, 12, 15, 16 June.
        WhyDate(
            "acknowledged in Ugandan days", "acknowledge", .obligation, from: "2026-05-29", due: "2026-06-16",
            article: "acknowledgement", owner: theirs, lapse: alsoChair, right: toChair,
            says: ["Wednesday 2026-06-03 (Martyrs' Day)", "Tuesday 2026-06-09 (National Heroes' Day)"]
        ) { try second().sent(on: "2026-05-29") },
        // 3, 4, 7, 8, (9), 10, 11, 14, 15, 16, 17 December.
        WhyDate(
            "acknowledged in Tanzanian days", "acknowledge", .obligation, from: "2026-12-02", due: "2026-12-17",
            article: "acknowledgement", owner: theirs, lapse: alsoChair, right: toChair,
            says: ["Wednesday 2026-12-09 (Independence and Republic Day)"]
        ) { try second("TZ").sent(on: "2026-12-02") },
        // 4, 5, 6, (7), 10–14, (17: Assumption of Saturday the 15th), 18, 19 August.
        WhyDate(
            "acknowledged in Rwandan days", "acknowledge", .obligation, from: "2026-08-03", due: "2026-08-19",
            article: "acknowledgement", owner: theirs, lapse: alsoChair, right: toChair,
            says: [
                "Friday 2026-08-07 (Umuganura Day)",
                "Monday 2026-08-17 (Assumption Day, moved from Saturday 2026-08-15)",
            ]
        ) { try second("RW").sent(on: "2026-08-03") },
    ]
}
