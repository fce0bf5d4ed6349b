import CaseProtocol

extension UnfairSafeguard {
    private static let mission: [RoleID] = [.investigator, .missionOfficer]

    private static let offered: [Effect] = [
        .flag("consultationsOffered"), .start("compensationTalks"), .start("suspensionGate"),
    ]

    private static func consulted(_ outcomes: [String], effects: [Effect] = []) -> Rule {
        Rule(
            "recordConsultations", from: .stages(["consultation"] + inForceStages), to: .stay, by: mission,
            requires: ["compensation", "text"], accepts: ["documentRef"],
            guards: [.fieldIs("compensation", outcomes)],
            effects: [.meet("compensationTalks"), .start("notifyResults")] + effects,
            source: agreement("8.1, 12.3, 12.5", .verified))
    }

    /// Consultations, compensation, and what exporters may do without it.
    static let concessions: [Rule] = [
        Rule(
            "offerConsultations", from: .stages(["initiated", "provisional", "hearings", "determination"]), to: .stay,
            by: mission, requires: ["consultationsOn", "documentRef"], guards: [.has("provisionalOn")],
            effects: [.meet("consultProvisional")], source: agreement("12.4", .verified)),
        Rule(
            "offerConsultations", from: .stages(["consultation", "extensionReview"]), to: .stay, by: mission,
            requires: ["consultationsOn", "documentRef"], effects: offered, source: agreement("12.3", .verified)),
        consulted(["withAll"], effects: [.cancel("suspensionGate"), .cancel("suspensionWindow")]),
        consulted(["withSome", "none"]),
        // What an exporting Member does: its paper shows the day, and a second person confirms it.
        Rule(
            "recordSuspensionNotice", from: .stages(inForceStages), to: .stay, by: mission,
            requires: ["receivedOn", "documentRef"], accepts: ["text"],
            effects: [.external, .start("suspensionNotice")], source: agreement("8.2", .secondary)),
        Rule(
            "recordSuspension", from: .stages(inForceStages), to: .stay, by: mission, requires: ["documentRef"],
            accepts: ["text"],
            effects: [
                .external, .meet("suspensionNotice"), .meet("suspensionGate"), .meet("suspensionWindow"),
                .cancel("noRetaliation"),
            ], source: agreement("8.2", .secondary)),
    ]

    private static func notify(
        _ what: String, requires: [FieldID] = ["notifiedOn"], meets key: DeadlineKey? = nil, _ source: LegalSource
    ) -> Rule {
        Rule(
            "notifyWTO", from: .stages(fromInitiationOn), to: .stay, by: mission,
            requires: ["notifiedEvent", "documentRef"] + requires, accepts: ["text"],
            guards: [.fieldIs("notifiedEvent", [what])], effects: key.map { [.meet($0)] } ?? [], source: source)
    }

    /// What the Committee on Safeguards is told; of a provisional measure before it is taken.
    static let notifying: [Rule] = [
        notify("initiation", meets: "notifyInitiation", agreement("12.1(a)", .recalledHigh)),
        notify("provisional", requires: ["priorNoticeOn"], agreement("12.4", .verified)),
        notify("finding", meets: "notifyFinding", agreement("12.1(b)", .recalledHigh)),
        notify("decision", meets: "notifyDecision", agreement("12.1(c)", .recalledHigh)),
        notify("exclusion", meets: "notifyExclusion", agreement("9.1, footnote 2", .verified)),
        notify("results", meets: "notifyResults", agreement("12.5", .verified)),
        notify("review", meets: "notifyReview", agreement("12.5", .verified)),
    ]
}
