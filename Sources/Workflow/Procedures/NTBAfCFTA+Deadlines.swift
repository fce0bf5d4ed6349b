import CaseProtocol

extension NTBAfCFTA {
    static let deadlines: [DeadlineSpec] = NTBFiling.deadlines + [screen] + ofAppendix + ofBodies

    private static let screen = DeadlineSpec(
        "screen", .obligation, .calendarDays(10), owner: .nfpReporting, lapse: .escalate(to: .secretariatAfcfta),
        title: "Validate the complaint",
        source: LegalSource("Service standard of this system for validation, not law", .design))

    /// A day count of Appendix 2, which an administrator confirms before anything acts on it.
    private static func limit(
        _ key: DeadlineKey, _ length: DeadlineSpec.Length, kind: DeadlineKind = .obligation, owner: RoleID,
        countsFrom: FieldID? = nil, lapse: DeadlineSpec.Lapse, _ title: String, step: String
    ) -> DeadlineSpec {
        DeadlineSpec(
            key, kind, length, owner: owner, countsFrom: countsFrom, lapse: lapse, title: title,
            source: LegalSource("Annex 5, Appendix 2: \(step); text not seen, figure unconfirmed", .recalledLow))
    }

    private static let ofAppendix: [DeadlineSpec] = [
        // The mechanism delivers at once, so the day of sending is the day of receipt unless the act names an earlier one.
        limit(
            "reply", .calendarDays(20), owner: .nfpImposing, countsFrom: "receivedOn",
            lapse: .escalate(to: .nfpReporting), "Reply to the request", step: "20 days from receipt of the request"),
        limit(
            "delayedReply", .until("newDate"), owner: .nfpImposing, lapse: .escalate(to: .nfpReporting),
            "Reply by the new date", step: "reasons for delay and a new date"),
        limit(
            "bilateral", .calendarDays(20), owner: .nfpImposing, lapse: .escalate(to: .nfpReporting),
            "Settle it between both focal points", step: "20 days of talks from the reply"),
        limit(
            "agreeFacilitator", .calendarDays(10), owner: .nfpImposing, lapse: .escalate(to: .secretariatAfcfta),
            "Agree on a facilitator", step: "10 days to agree on a facilitator"),
        limit(
            "appointFacilitator", .calendarDays(10), owner: .secretariatAfcfta,
            lapse: .escalate(to: .secretariatAfcfta), "Appoint the facilitator", step: "then 10 days to appoint one"),
        limit(
            "reportAim", .calendarDays(30), kind: .target, owner: .facilitator, lapse: .explain,
            "Report on the facts, as a rule", step: "report 30 to 60 days from appointment"),
        limit(
            "report", .calendarDays(60), owner: .facilitator, lapse: .escalate(to: .secretariatAfcfta),
            "Report on the facts at the latest", step: "report 30 to 60 days from appointment"),
    ]

    private static let ofBodies: [DeadlineSpec] = [
        DeadlineSpec(
            "target", .obligation, .until("targetOn"), owner: .nfpImposing, lapse: .escalate(to: .secretariatAfcfta),
            title: "Carry out what was agreed or entered in the matrix", source: committees),
        DeadlineSpec(
            "session", .target, .until("sessionOn"), owner: .secretariatAfcfta,
            lapse: .escalate(to: .secretariatAfcfta), title: "Bring it before the session", source: committees),
    ]
}
