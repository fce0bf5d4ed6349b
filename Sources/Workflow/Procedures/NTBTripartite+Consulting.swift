import CaseProtocol

extension NTBTripartite {
    /// Between the two countries, then before the region.
    static let consulting: [Rule] = acknowledging + notes + meetings + forums

    private static let acknowledging: [Rule] = [
        Rule(
            "acknowledge", from: .stages(["transmitted"]), to: .stage("consultation"), by: [.nfpImposing],
            requires: ["agency", "agencyContact"], alsoCalled: ["contact": "agencyContact"],
            effects: [.meet("acknowledge"), .start("nationalReply"), .start("stale")], source: design),
        // Where the focal point is late, the chair of that country's committee is called in.
        Rule(
            "acknowledge", from: .stages(["transmitted"]), to: .stage("consultation"), by: [.nmcChair],
            requires: ["agency", "agencyContact"], alsoCalled: ["contact": "agencyContact"],
            guards: [.actsFor(.imposing, as: .nmcChair), .lapsed("acknowledge")],
            effects: [.meet("acknowledge"), .start("nationalReply"), .start("stale")], source: design),
    ]

    private static func note(
        from stages: [StageID], by roles: [RoleID], guards: [Guard] = [], _ effects: [Effect] = []
    ) -> Rule {
        // Which meeting it was said at is often none: the reference asks for it where there was one.
        Rule(
            "progressNote", from: .stages(stages), to: .stay, by: roles, requires: ["text"], accepts: ["meetingRef"],
            guards: guards, effects: effects + showsLife, isRebaseable: true, source: practice)
    }

    /// The imposing side replies by a note of its own. The reference names consultation alone; progress is reported wherever
    /// both sides still work on the measure.
    private static let notes: [Rule] = [
        note(from: ["consultation"], by: [.nfpImposing], [.meet("nationalReply")]),
        note(from: ["consultation"], by: [.nfpReporting], guards: [.twoSides]),
        note(from: ["consultation"], by: [.nmcMember, .recOfficer]),
        note(
            from: underWork.filter { $0 != "consultation" },
            by: [.nfpImposing, .nfpReporting, .nmcMember, .recOfficer]),
    ]

    private static func meeting(by role: RoleID, guards: [Guard], _ reply: Effect) -> Rule {
        Rule(
            "callBilateral", from: .stages(["consultation"]), to: .stage("bilateral"), by: [role],
            requires: ["agenda", "meetingOn"], alsoCalled: ["date": "meetingOn"], guards: guards,
            effects: [reply, .start("bilateralMeeting")] + showsLife, source: practice)
    }

    /// Who calls a meeting without having been answered does not meet the other side's duty.
    private static let meetings: [Rule] = [
        meeting(by: .nfpReporting, guards: [.twoSides], .cancel("nationalReply")),
        meeting(by: .nfpImposing, guards: [], .meet("nationalReply")),
    ]

    private static let forums: [Rule] = [
        Rule(
            "enterMatrix", from: .stages(["consultation", "bilateral"]), to: .stage("timeBound"),
            by: [.nmcChair, .recOfficer], requires: ["actionRequired", "actionOwner", "targetOn"],
            alsoCalled: ["action": "actionRequired", "owner": "actionOwner"],
            effects: [.cancel("nationalReply"), .cancel("bilateralMeeting"), .start("target")] + showsLife,
            source: practice),
        Rule(
            "tableRegional", from: .stages(["consultation", "bilateral", "timeBound"]), to: .stage("regionalForum"),
            by: [.recOfficer], requires: ["session"], accepts: ["sessionOn"],
            effects: [.cancel("nationalReply"), .cancel("bilateralMeeting"), .cancel("target"), .start("session")]
                + showsLife, source: practice),
        Rule(
            "escalate", from: .stages(["regionalForum"]), to: .stage("policyOrgan"), by: [.recOfficer],
            requires: ["recommendation"], accepts: ["session", "sessionOn"],
            effects: [.meet("session"), .start("session")] + showsLife, source: organs),
        // The next session is often not dated yet when a case is put on its list, or moves afterwards.
        Rule(
            "setSession", from: .stages(["regionalForum", "policyOrgan"]), to: .stay, by: [.recOfficer],
            requires: ["sessionOn"], accepts: ["session"], effects: [.start("session")], source: practice),
    ]
}
