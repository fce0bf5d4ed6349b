import CaseProtocol

extension NTBTripartite {
    /// Between the two countries, then before the region.
    static let consulting: [Rule] = [
        Rule(
            "acknowledge", from: .stages(["transmitted"]), to: .stage("consultation"), by: [.nfpImposing],
            requires: ["agency", "agencyContact"], alsoCalled: ["contact": "agencyContact"],
            effects: [.meet("acknowledge"), .start("nationalReply"), .start("stale")], source: design),
        // The reference names consultation alone; progress is reported wherever both sides still work on the measure.
        Rule(
            "progressNote", from: .stages(underWork), to: .stay,
            by: [.nfpImposing, .nfpReporting, .nmcMember, .recOfficer], requires: ["text"], accepts: ["meetingRef"],
            effects: showsLife, isRebaseable: true, source: practice),
        Rule(
            "callBilateral", from: .stages(["consultation"]), to: .stage("bilateral"),
            by: [.nfpReporting, .nfpImposing], requires: ["agenda", "meetingOn"], alsoCalled: ["date": "meetingOn"],
            effects: [.meet("nationalReply"), .start("bilateralMeeting")] + showsLife, source: practice),
        Rule(
            "enterMatrix", from: .stages(["consultation", "bilateral"]), to: .stage("timeBound"),
            by: [.nmcChair, .recOfficer], requires: ["actionRequired", "actionOwner", "targetOn"],
            alsoCalled: ["action": "actionRequired", "owner": "actionOwner"],
            effects: [.meet("nationalReply"), .meet("bilateralMeeting"), .start("target")] + showsLife,
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
    ]
}
