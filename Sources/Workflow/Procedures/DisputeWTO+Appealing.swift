import CaseProtocol

extension DisputeWTO {
    private static let everything: [DeadlineKey] = [
        "adoptionGate", "adoption", "objections", "overall", "overallAppeal", "nineMonths", "rptOuter", "rptOuterMax",
    ]

    /// Who took part in MPIA or agreed not to appeal has undertaken to leave Articles 16.4 and 17 alone.
    private static let mayAppeal: [Guard] = [.fieldIs("appealPath", ["appellateBody"]), .within("appealWindow")]

    /// To the Appellate Body where it can hear it, into the void where it cannot, or to arbitrators.
    static let appealing: [Rule] =
        DisputeActs.act(
            "appeal", of: nil, from: ["circulated"], to: .stage("appealed"),
            requires: ["appealNoticeOn", "grounds", "appealPath"],
            guards: [.feature(Feature.appellateBody)] + mayAppeal,
            effects: [
                .meet("appealWindow"), .cancel("adoptionGate"), .cancel("adoption"), .cancel("objections"),
                .cancel("overall"), .start("otherAppeal"), .start("abReport"), .start("abOuter"),
            ], source: dsu("16.4 and 17.6", .verified))
        // No limits run: there is nobody to hear it.
        + DisputeActs.act(
            "appeal", of: nil, from: ["circulated"], to: .stage("appealedVoid"),
            requires: ["appealNoticeOn", "grounds", "appealPath"], guards: mayAppeal,
            effects: [.meet("appealWindow")] + everything.map { .cancel($0) },
            source: LegalSource("No quorum in the Appellate Body since December 2019", .verified))
        + DisputeActs.act(
            "takeUpAppeal", of: nil, from: ["appealedVoid"], to: .stage("appealed"),
            guards: [.feature(Feature.appellateBody), .hasNot("complianceAppealed")], source: design)
        + DisputeActs.act(
            "takeUpAppeal", of: nil, from: ["appealedVoid"], to: .stage("compliancePanel"),
            guards: [.feature(Feature.appellateBody), .has("complianceAppealed")],
            effects: [.clear("complianceAppealed"), .clear("complianceRuling")], source: design)
        + DisputeActs.act(
            "otherAppeal", of: nil, from: ["appealed"], to: .stay, requires: ["grounds"],
            guards: [.within("otherAppeal")], effects: [.meet("otherAppeal")],
            source: LegalSource("AB Working Procedures, rule 23", .verified))
        + [
            DisputeActs.recorded(
                "circulateAppeal", from: ["appealed"], to: .stage("abCirculated"), requires: ["abCirculatedOn"],
                effects: [.cancel("otherAppeal"), .meet("abReport"), .meet("abOuter"), .start("abAdoption")],
                source: dsu("17.5 and 17.14", .secondary))
        ] + arbitrating

    /// Appeal by arbitration: both take part in MPIA, or both agreed for the one case.
    private static let arbitrating: [Rule] =
        [
            (
                [
                    .fieldIs("appealPath", ["mpia"]), .fieldIs("complainantInMPIA", ["true"]),
                    .fieldIs("respondentInMPIA", ["true"]),
                ], [], mpia
            ),
            ([.fieldIs("appealPath", ["adHoc25"])], ["arbitrationAgreement"], articleTwentyFive),
        ].flatMap { (path: [Guard], needs: [FieldID], source: LegalSource) in
            DisputeActs.act(
                "mpiaRequest", of: nil, from: ["finalToParties"], to: .stage("arbitration25"),
                own: [.counsel, .ministryLegal], requires: ["suspendedOn", "expectedCirculationOn"] + needs,
                accepts: ["appealPath", "complainantInMPIA", "respondentInMPIA"],
                guards: path + [.leadTime(days: 10, before: "expectedCirculationOn")],
                effects: [.cancel("circulation")] + panelClocks.map { .pause($0) } + [
                    .start("panelSuspension"), .start("mpiaNotice"),
                ], source: source)
        }
        + DisputeActs.act(
            "noticeOfArbitration", of: nil, from: ["arbitration25"], to: .stay, own: [.counsel, .ministryLegal],
            requires: ["mpiaNoticeOn", "grounds"], guards: [.within("mpiaNotice")],
            effects: [.meet("mpiaNotice"), .meet("panelSuspension"), .start("mpiaAward")], source: mpia)
        // Nobody gave notice: the panel goes on to circulate its report.
        + DisputeActs.act(
            "resumePanel", of: nil, from: ["arbitration25"], to: .stage("finalToParties"),
            guards: [.has("suspendedOn"), .hasNot("mpiaNoticeOn")],
            effects: [.cancel("mpiaNotice"), .meet("panelSuspension")] + panelClocks.map { .resume($0) }, source: mpia)
}
