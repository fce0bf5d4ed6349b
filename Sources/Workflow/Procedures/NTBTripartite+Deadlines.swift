import CaseProtocol

extension NTBTripartite {
    private static func standard(_ step: String) -> LegalSource {
        LegalSource("No limit is published for this mechanism; our standard for \(step)", .design)
    }

    static let deadlines: [DeadlineSpec] = [
        DeadlineSpec(
            "callBack", .obligation, .workingDays(3), owner: .nfpReporting, countsFrom: "receivedAt",
            lapse: .escalate(to: .nfpReporting), title: "Call back the trader",
            source: standard("reports by phone and SMS")),
        DeadlineSpec(
            "screen", .obligation, .workingDays(5), owner: .nfpReporting, lapse: .escalate(to: .recOfficer),
            title: "Screen the complaint", source: standard("screening")),
        DeadlineSpec(
            "infoAnswer", .obligation, .calendarDays(30), owner: .complainant, lapse: .act("fallDormant"),
            title: "Answer the questions", source: standard("answers of a complainant")),
        DeadlineSpec(
            "wakeWindow", .window, .months(12), owner: .complainant, lapse: .act("abandon"),
            title: "Wake the dormant complaint", source: standard("dormant complaints")),
        DeadlineSpec(
            "appeal", .window, .calendarDays(30), owner: .complainant, lapse: .rightEnds,
            title: "Ask for a second look at the rejection", source: standard("appeals against rejection")),
        DeadlineSpec(
            "acknowledge", .obligation, .workingDays(10), owner: .nfpImposing, lapse: .escalate(to: .nmcChair),
            title: "Acknowledge and name the agency", source: standard("acknowledgement")),
        DeadlineSpec(
            "nationalReply", .obligation, .calendarDays(30), owner: .nfpImposing, lapse: .escalate(to: .nmcChair),
            title: "Reply after national consultation", source: standard("national consultation")),
        DeadlineSpec(
            "stale", .target, .calendarDays(60), owner: .nfpImposing, lapse: .escalate(to: .nmcChair),
            title: "Report progress", source: standard("progress notes")),
        DeadlineSpec(
            "bilateralMeeting", .obligation, .calendarDays(60), owner: .nfpImposing,
            lapse: .escalate(to: .recOfficer), title: "Settle it between both focal points",
            source: standard("bilateral meetings")),
        DeadlineSpec(
            "target", .obligation, .until("targetOn"), owner: .nfpImposing, lapse: .escalate(to: .recOfficer),
            title: "Carry out the action of the elimination matrix", source: practice),
        DeadlineSpec(
            "session", .target, .until("sessionOn"), owner: .recOfficer, lapse: .escalate(to: .recOfficer),
            title: "Bring it before the session", source: practice),
        DeadlineSpec(
            "confirmation", .obligation, .calendarDays(14), owner: .nfpReporting, nationalOwner: .nmcChair,
            lapse: .act("silence"), title: "Confirm or contest the resolution", source: standard("confirmation")),
        DeadlineSpec(
            "reopenWindow", .window, .months(12), owner: .nfpReporting, adoptedFrom: "resolvedOn", lapse: .rightEnds,
            title: "Reopen if the barrier returns", source: standard("reopening")),
    ]
}
