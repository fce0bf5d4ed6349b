import CaseProtocol

extension NTBEAC {
    private static func standard(_ step: String) -> LegalSource {
        LegalSource("The Act fixes no limit; service standard of this system for \(step)", .design)
    }

    static let deadlines: [DeadlineSpec] = NTBFiling.deadlines + ofTheCourt + betweenStates + ofOrgans

    /// For natural and legal persons. The incident is the act complained of until the filer names another one.
    private static let ofTheCourt: [DeadlineSpec] = [
        DeadlineSpec(
            "eacjReference", .window, .months(2), owner: .complainant, countsFrom: "incidentOn", lapse: .rightEnds,
            title: "Refer it to the East African Court of Justice", source: persons),
        DeadlineSpec(
            "eacjReferenceFromAct", .window, .months(2), owner: .complainant, countsFrom: "actOn", lapse: .rightEnds,
            title: "Refer the act to the East African Court of Justice", source: persons),
    ]

    private static let betweenStates: [DeadlineSpec] = [
        DeadlineSpec(
            "nmcSession", .target, .until("sessionOn"), owner: .nmcChair, lapse: .escalate(to: .nmcChair),
            title: "Review it at the committee's next meeting", source: nmcPractice),
        DeadlineSpec(
            "reply", .obligation, .workingDays(10), owner: .nfpImposing, lapse: .escalate(to: .recOfficer),
            title: "Reply to the notification", source: standard("notifications")),
        DeadlineSpec(
            "bilateral", .obligation, .calendarDays(30), owner: .nfpImposing, lapse: .escalate(to: .recOfficer),
            title: "Settle it between both focal points", source: standard("bilateral talks")),
        DeadlineSpec(
            "agreedTarget", .obligation, .until("targetOn"), owner: .nfpImposing, lapse: .escalate(to: .recOfficer),
            title: "Carry out what was agreed", source: routes),
        // A breach goes on the committee's list by itself.
        DeadlineSpec(
            "target", .obligation, .until("targetOn"), owner: .nfpImposing, lapse: .act("listBreach"),
            title: "Carry out the action of the Time-Bound Programme", source: programmePractice),
    ]

    private static let ofOrgans: [DeadlineSpec] = [
        DeadlineSpec(
            "rmcQuarter", .target, .months(3), owner: .recOfficer, lapse: .escalate(to: .recOfficer),
            title: "Bring it before the quarterly meeting",
            source: standard("the regional committee's quarterly meeting")),
        DeadlineSpec(
            "session", .target, .until("sessionOn"), owner: .recOfficer, lapse: .escalate(to: .recOfficer),
            title: "Bring it before the session", source: programmePractice),
        DeadlineSpec(
            "compliance", .obligation, .until("dueOn"), owner: .nfpImposing, lapse: .escalate(to: .recOfficer),
            title: "Carry out the Council's directive", source: council),
    ]
}
