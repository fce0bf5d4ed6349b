import CaseProtocol

extension NTBEAC {
    /// What was signed by one alone falls when the matter moves on.
    static let unsigns: [Effect] = [
        .clear("confirmedByReporting"), .clear("confirmedBySecretariat"), .clear("resolvedOn"),
    ]
    private static let leavesStates: [Effect] =
        unsigns + NTBFiling.dropsAgreement
        + [.cancel("reply"), .cancel("bilateral"), .cancel("agreedTarget"), .cancel("target")]
    private static let leavesOrgan: [Effect] = unsigns + [.meet("rmcQuarter"), .meet("session")]

    /// Onto the Time-Bound Programme, and from there before the regional committee. The reference does not say where a
    /// broken agreement goes: it goes the way of one that was never reached.
    static let programme: [Rule] = [
        Rule(
            "enterProgramme", from: .stages(["notified", "bilateral", "agreed"]), to: .stage("timeBound"),
            by: [.recOfficer], requires: ["actionRequired", "actionOwner", "targetOn", "impact"],
            alsoCalled: ["action": "actionRequired", "owner": "actionOwner"],
            effects: leavesStates + [.start("target")], source: programmePractice),
        Rule(
            "tableRmc", from: .stages(["timeBound", "bilateral", "agreed"]), to: .stage("rmc"), by: [.recOfficer],
            requires: ["session"], accepts: ["sessionOn"],
            effects: leavesStates + [.start("rmcQuarter"), .start("session")], source: programmePractice),
        Rule(
            "listBreach", from: .stages(["timeBound"]), to: .stage("rmc"), by: [.system],
            guards: [.lapsed("target")],
            effects: unsigns + [.lapse("target"), .flag("breached"), .start("rmcQuarter")],
            source: programmePractice),
    ]

    private static func escalate(from stage: StageID, to next: StageID) -> Rule {
        Rule(
            "escalate", from: .stages([stage]), to: .stage(next), by: [.recOfficer], requires: ["report"],
            accepts: ["session", "sessionOn"], effects: leavesOrgan + [.start("session")], source: council)
    }

    static let sessions: [Rule] = [
        escalate(from: "rmc", to: "sectoralCouncil"),
        escalate(from: "sectoralCouncil", to: "council"),
        // The next session is often not dated yet when a case is put on its list, or moves afterwards.
        Rule(
            "setSession", from: .stages(organs), to: .stay, by: [.recOfficer], requires: ["sessionOn"],
            accepts: ["session"], effects: [.start("session")], source: programmePractice),
    ]

    /// Acts of outside bodies as the secretariat records them: with the paper, and confirmed by a second person before a
    /// limit that rests on them lapses.
    private static func recorded(
        _ action: ActionID, from stages: [StageID], to destination: Destination, requires: [FieldID],
        accepts: [FieldID] = [], guards: [Guard] = [], _ effects: [Effect], source: LegalSource
    ) -> Rule {
        Rule(
            action, from: .stages(stages), to: destination, by: [.recOfficer], requires: requires + ["documentRef"],
            accepts: accepts, guards: guards, effects: [.external] + effects, source: source)
    }

    static let decisions: [Rule] = [
        recorded(
            "issueDirective", from: ["council"], to: .stage("directive"), requires: ["text", "dueOn"],
            accepts: ["instrument"], leavesOrgan + [.start("compliance")], source: council),
        recorded(
            "recommendSanction", from: ["directive"], to: .stage("summit"), requires: ["recommendation"],
            accepts: ["session", "sessionOn"], unsigns + [.cancel("compliance"), .start("session")], source: sanctions),
        // What the Summit decides is again something to comply with.
        recorded(
            "recordSummit", from: ["summit"], to: .stage("directive"), requires: ["text"], accepts: ["dueOn"],
            leavesOrgan + [.start("compliance")], source: sanctions),
        Rule(
            "refer", from: .stages(["rmc", "council"]), to: .stage("tradeRemediesCommittee"), by: [.recOfficer],
            requires: ["referral"], guards: [.feature("tradeRemediesCommittee")], effects: leavesOrgan + [.keepStage],
            source: tradeRemedies),
        recorded(
            "committeeReport", from: ["tradeRemediesCommittee"], to: .back(among: ["rmc", "council"]),
            requires: ["report"], [], source: tradeRemedies),
    ]
}
