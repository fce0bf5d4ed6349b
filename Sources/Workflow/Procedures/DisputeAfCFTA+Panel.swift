import CaseProtocol

extension DisputeAfCFTA {
    /// Constituted by the DSB, composed, and at work.
    static let panel: [Rule] = [
        DisputeActs.recorded(
            "dsbMeets", from: ["panelRequested"], to: .stay, by: recorders, requires: ["dsbMetOn"],
            effects: [.meet("dsbMeeting"), .start("establishment")], source: article("9")),
        DisputeActs.recorded(
            "establish", from: ["panelRequested"], to: .stage("panelEstablished"), by: recorders,
            requires: ["establishedOn"],
            effects: [.meet("dsbMeeting"), .meet("establishment"), .start("composition"), .start("appointment")],
            source: article("9")),
        composing("agreed", guards: []),
        composing("appointed", guards: [.lapsed("composition")]),
        Rule(
            "fileSubmission", from: .stages(["panelComposed"]), to: .stay, by: [.counsel, .ministryLegal],
            requires: ["documentRef"], accepts: ["submissionTopic"], source: article("15")),
        DisputeActs.recorded(
            "report", from: ["panelComposed"], to: .stage("circulated"), by: recorders,
            requires: ["finalOn", "circulatedOn"], accepts: ["dsbMeetingOn"],
            effects: [
                .meet("panelReport"), .meet("nineMonths"), .start("adoptionGate"), .start("adoption"),
                .start("appealWindow"), .start("objections"),
            ], source: article("15")),
    ]

    private static func composing(_ method: String, guards: [Guard]) -> Rule {
        DisputeActs.recorded(
            "compose", from: ["panelEstablished"], to: .stage("panelComposed"), by: recorders,
            requires: ["panellists", "noConflicts", "compositionMethod", "composedOn"],
            guards: [.fieldIs("compositionMethod", [method])] + guards + [.fieldIs("noConflicts", ["true"])],
            effects: [.meet("composition"), .meet("appointment"), .start("panelReport"), .start("nineMonths")],
            source: article("10"))
    }

    /// The report is adopted or appealed, or arbitrators give an award.
    static let reporting: [Rule] =
        [
            Rule(
                "planMeeting", from: .stages(["circulated"]), to: .stay, by: recorders, requires: ["dsbMeetingOn"],
                effects: [.start("objections")], source: article("19")),
            Rule(
                "fileObjections", from: .stages(["circulated"]), to: .stay, by: [.ministryLegal] + recorders,
                requires: ["text"], accepts: ["documentRef"], guards: [.within("objections")], source: article("19")),
            DisputeActs.recorded(
                "rejectReport", from: ["circulated"], to: .stage("closed"), by: recorders, requires: ["meetingOn"],
                source: article("19")),
        ]
        + adopting("adoptReport", from: "circulated", guards: [.gate("adoptionGate")], source: article("19"))
        + adopting("adoptReport", from: "abCirculated", source: article("22"))
        + adopting(
            "awardNotified", from: "arbitration27", alsoCalled: ["awardNotifiedOn": "adoptedOn"], source: article("27"))
        + DisputeActs.act(
            "appeal", of: nil, from: ["circulated"], to: .stage("appealed"), requires: ["appealNoticeOn", "grounds"],
            guards: [.within("appealWindow")],
            effects: [
                .meet("appealWindow"), .cancel("adoptionGate"), .cancel("adoption"), .cancel("objections"),
                .start("abReport"), .start("abOuter"),
            ], source: LegalSource("AfCFTA Protocol: appeal after a declared decision to appeal", .secondary))
        + [
            DisputeActs.recorded(
                "circulateAppeal", from: ["appealed"], to: .stage("abCirculated"), by: recorders,
                requires: ["abCirculatedOn"], effects: [.meet("abReport"), .meet("abOuter"), .start("abAdoption")],
                source: article("22"))
        ]

    private static func adopting(
        _ action: ActionID, from stage: StageID, alsoCalled: [FieldID: FieldID] = [:], guards: [Guard] = [],
        source: LegalSource
    ) -> [Rule] {
        let outcomes: [(word: [String], to: StageID, starts: [Effect])] = [
            (["consistent"], "closed", []),
            (
                ["inconsistent", "nonViolation"], "adopted",
                [.start("intentions"), .start("rptAgreement"), .start("rptAward")]
            ),
        ]
        return outcomes.map { outcome in
            DisputeActs.recorded(
                action, from: [stage], to: .stage(outcome.to), by: recorders, requires: ["adoptedOn", "ruling"],
                accepts: ["recommendations"], alsoCalled: alsoCalled,
                guards: [.fieldIs("ruling", outcome.word)] + guards,
                effects: [
                    .meet("adoptionGate"), .meet("adoption"), .meet("abAdoption"), .cancel("appealWindow"),
                    .cancel("objections"),
                ] + outcome.starts, source: source)
        }
    }
}
