import CaseProtocol

extension DisputeWTO {
    /// The report is circulated and adopted, or arbitrators give an award. The DSB's act is `adoptReport`, since `adopt`
    /// takes over imported history everywhere.
    static let reporting: [Rule] =
        [
            DisputeActs.recorded(
                "circulate", from: ["finalToParties"], to: .stage("circulated"), requires: ["circulatedOn"],
                accepts: ["dsbMeetingOn"],
                effects: [
                    .meet("circulation"), .meet("nineMonths"), .start("adoptionGate"), .start("adoption"),
                    .start("appealWindow"), .start("objections"),
                ], source: dsu("16", .verified)),
            Rule(
                "planMeeting", from: .stages(["circulated"]), to: .stay, by: [.missionOfficer],
                requires: ["dsbMeetingOn"], effects: [.start("objections")], source: dsu("16.2", .verified)),
            // Any member may object; the reasons of others are recorded too, so the window stays open.
            Rule(
                "fileObjections", from: .stages(["circulated"]), to: .stay, by: [.ministryLegal, .missionOfficer],
                requires: ["text"], accepts: ["documentRef"], guards: [.within("objections")],
                source: dsu("16.2", .verified)),
            DisputeActs.recorded(
                "rejectReport", from: ["circulated"], to: .stage("closed"), requires: ["meetingOn"],
                source: dsu("16.4", .verified)),
        ]
        + adopting("adoptReport", from: "circulated", guards: [.gate("adoptionGate")], source: dsu("16.4", .verified))
        + adopting("adoptReport", from: "abCirculated", source: dsu("17.14", .secondary))
        // An award is notified, not adopted, and cannot be blocked; Articles 21 and 22 apply to it.
        + adopting(
            "awardNotified", from: "arbitration25", alsoCalled: ["awardNotifiedOn": "adoptedOn"],
            source: articleTwentyFive)

    /// What the ruling and the kind of matter start: nothing where no breach was found.
    private static func adopting(
        _ action: ActionID, from stage: StageID, alsoCalled: [FieldID: FieldID] = [:], guards: [Guard] = [],
        source: LegalSource
    ) -> [Rule] {
        let breach = Guard.fieldIs("ruling", ["inconsistent", "nonViolation"])
        let outcomes: [(guards: [Guard], to: StageID, starts: [DeadlineKey])] = [
            ([.fieldIs("ruling", ["consistent"])], "closed", []),
            // The panel itself says by when a prohibited subsidy is withdrawn (SCM 4).
            ([breach, .fieldIs("track", ["prohibitedSubsidy"])], "adopted", ["intentions"]),
            ([breach, .fieldIs("track", ["actionableSubsidy"])], "adopted", ["intentions", "removeEffects"]),
            ([breach], "adopted", ["intentions", "rptAgreement", "rptAward", "rptGuideline"]),
        ]
        let ended: [DeadlineKey] = [
            "adoptionGate", "adoption", "abAdoption", "mpiaNotice", "mpiaAward", "overall", "overallAppeal",
            "panelSuspension", "nineMonths",
        ]
        // An arbitration suspended the panel; what follows from its establishment runs on.
        let resumed: [DeadlineKey] = action == "awardNotified" ? ["rptOuter", "rptOuterMax"] : []
        return outcomes.map { outcome in
            DisputeActs.recorded(
                action, from: [stage], to: .stage(outcome.to), requires: ["adoptedOn", "ruling"],
                accepts: ["recommendations"], alsoCalled: alsoCalled, guards: outcome.guards + guards,
                effects: ended.map { .meet($0) } + [.cancel("appealWindow"), .cancel("objections")]
                    + resumed.map { .resume($0) } + outcome.starts.map { .start($0) }, source: source)
        }
    }
}
