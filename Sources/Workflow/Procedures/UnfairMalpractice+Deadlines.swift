import CaseProtocol

extension UnfairMalpractice {
    private static func standard(_ step: String) -> LegalSource {
        LegalSource("Service standard of the desk for \(step)", .design)
    }

    static let deadlines: [DeadlineSpec] = [
        DeadlineSpec(
            "acknowledge", .obligation, .workingDays(2), owner: .triageOfficer, countsFrom: "receivedAt",
            lapse: .escalate(to: .triageOfficer), title: "Acknowledge the report", source: standard("acknowledgement")),
        DeadlineSpec(
            "screen", .obligation, .workingDays(5),
            variants: [.init(when: "risk", is: "healthSafety", .calendarDays(0))], owner: .triageOfficer,
            countsFrom: "receivedAt", lapse: .escalate(to: .triageOfficer), title: "Screen the report",
            source: standard("screening: 5 working days, the same day where health or safety is at risk")),
        DeadlineSpec(
            "infoAnswer", .obligation, .calendarDays(14), owner: .complainant, lapse: .act("closeSilent"),
            title: "Answer the questions", source: standard("answers of a reporter")),
        DeadlineSpec(
            "agencyAccept", .obligation, .workingDays(5), owner: .agencyLiaison, lapse: .escalate(to: .triageOfficer),
            title: "Accept or decline the referral", source: standard("answers of an agency")),
        DeadlineSpec(
            "outcome", .obligation, .calendarDays(90), owner: .agencyLiaison, lapse: .act("outcomeLate"),
            title: "Report what was found and done", source: standard("outcomes")),
        DeadlineSpec(
            "monthlyNote", .target, .months(1), owner: .agencyLiaison, lapse: .escalate(to: .triageOfficer),
            title: "Send this month's note", source: standard("matters that take longer than 90 days")),
        DeadlineSpec(
            "review", .window, .calendarDays(30), owner: .complainant, lapse: .rightEnds,
            title: "Ask for a second look", source: standard("requests for review")),
    ]
}
