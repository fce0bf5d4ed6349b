import CaseProtocol

extension DisputeWTO {
    private static let deciding: [StageID] = ["adopted", "rptRunning", "complianceClaimed", "compliancePanel"]

    /// From adoption to compliance: intentions, the reasonable period of time (RPT), surveillance, review.
    static let implementing: [Rule] = intending + period + surveillance + review

    private static let intending: [Rule] =
        DisputeActs.act(
            "stateIntentions", of: .respondent, from: ["adopted", "rptRunning"], to: .stay, requires: ["text"],
            accepts: ["meetingOn"], effects: [.meet("intentions")], source: dsu("21.3", .secondary))
        + DisputeActs.act(
            "immediateCompliance", of: .respondent, from: ["adopted"], to: .stage("complied"),
            requires: ["complianceMeasure"], accepts: ["compliedOn"], source: dsu("21.3", .secondary))
        // No breach, but a benefit was impaired: the measure may stay, and compensation may be the end of it.
        + [
            Rule(
                "agreeAdjustment", from: .stages(["adopted", "rptRunning", "compensationTalks"]), to: .stage("settled"),
                by: [.ministryLegal], requires: ["text", "agreedOn"], accepts: ["documentRef"],
                guards: [.fieldIs("ruling", ["nonViolation"])], source: dsu("26", .secondary))
        ]

    private static let period: [Rule] =
        [
            Rule(
                "requestRptArbitration", from: .stages(["adopted"]), to: .stay, by: [.ministryLegal, .missionOfficer],
                requires: ["rptArbitrationOn"], accepts: ["documentRef"], effects: [.start("rptArbitrator")],
                source: dsu("21.3(c)", .recalledHigh)),
            arbitrator("agreed", guards: []),
            arbitrator("directorGeneral", guards: [.lapsed("rptArbitrator")]),
        ]
        + [
            ("agreed", [.within("rptAgreement")], dsu("21.3(b)", .recalledHigh)),
            ("approved", [], dsu("21.3(a)", .recalledHigh)),
            ("award", [], dsu("21.3(c)", .recalledHigh)),
            ("panel", [.fieldIs("track", ["prohibitedSubsidy"])], prohibited),
            ("sixMonths", [.fieldIs("track", ["actionableSubsidy"])], actionable),
        ].flatMap { (method: String, guards: [Guard], source: LegalSource) in
            setting("setRpt", from: "adopted", [.fieldIs("rptMethod", [method])] + guards, source: source)
        }
        // Both sides may move its end; the earlier one stays on record.
        + setting(
            "extendRpt", from: "rptRunning", needs: ["agreedOn", "agreedBy"], [.within("rptEnds")],
            source: dsu("21.3(b)", .recalledHigh))

    private static func arbitrator(_ method: String, guards: [Guard]) -> Rule {
        DisputeActs.recorded(
            "appointRptArbitrator", from: ["adopted"], to: .stay, requires: ["arbitrator", "appointmentMethod"],
            guards: [.fieldIs("appointmentMethod", [method]), .has("rptArbitrationOn")] + guards,
            effects: [.meet("rptArbitrator")], source: dsu("21.3(c), footnote 12", .recalledHigh))
    }

    /// The end of the period is known, and with it what may follow, unless a sequencing agreement says otherwise.
    private static func setting(
        _ action: ActionID, from stage: StageID, needs: [FieldID] = ["rptMethod", "rptSetOn"], _ guards: [Guard],
        source: LegalSource
    ) -> [Rule] {
        let starts: [Effect] = action == "setRpt" ? [.start("statusReport")] : []
        let unlessSequenced: [Effect] = [.start("compensationGate"), .start("retaliationWindow")]
        return [([.has("sequencingAgreement")], []), ([.hasNot("sequencingAgreement")], unlessSequenced)].map {
            (sequence: [Guard], later: [Effect]) in
            DisputeActs.recorded(
                action, from: [stage], to: stage == "rptRunning" ? .stay : .stage("rptRunning"),
                requires: needs + ["rptEndsOn"],
                guards: sequence + guards,
                effects: [
                    .meet("rptAgreement"), .meet("rptArbitrator"), .meet("rptAward"), .meet("rptOuter"),
                    .meet("rptOuterMax"), .start("rptEnds"),
                ] + starts + later, source: source)
        }
    }

    /// On the agenda of the DSB until it is solved.
    private static let surveillance: [Rule] =
        [
            Rule(
                "planMeeting", from: .stages(surveillanceStages), to: .stay, by: [.missionOfficer],
                requires: ["dsbMeetingOn"], effects: [.start("statusReportPaper")], source: dsu("21.6", .verified)),
            // Both sides must want it: it stands in place of the clocks of review, compensation and retaliation.
            Rule(
                "agreeSequencing", from: .stages(deciding + ["compensationTalks"]), to: .stay, by: [.ministryLegal],
                requires: ["agreedOn", "agreedBy", "documentRef"], accepts: ["text"],
                effects: [
                    .flag("sequencingAgreement"), .cancel("compliancePanel"), .cancel("compensationGate"),
                    .cancel("retaliationWindow"), .cancel("retaliationArbitration"),
                ], source: LegalSource("Sequencing agreements between DSU 21.5 and 22", .recalledHigh)),
        ]
        + DisputeActs.act(
            "fileStatusReport", of: .respondent, from: surveillanceStages, to: .stay, requires: ["text"],
            effects: [.meet("statusReport"), .meet("statusReportPaper")], source: dsu("21.6", .verified))
        + DisputeActs.act(
            "notifyCompliance", of: .respondent, from: ["rptRunning", "compensationTalks"],
            to: .stage("complianceClaimed"), requires: ["complianceMeasure"], accepts: ["compliedOn"],
            effects: [.meet("rptEnds"), .meet("rptGuideline"), .meet("removeEffects")],
            source: dsu("21.6", .verified))

    /// Whether there is a measure that complies, and whether it is consistent.
    private static let review: [Rule] =
        [([.has("sequencingAgreement")], []), ([.hasNot("sequencingAgreement")], [.start("compliancePanel")])].flatMap {
            (sequence: [Guard], starts: [Effect]) in
            DisputeActs.act(
                "request21_5", of: .complainant, from: ["rptRunning", "complianceClaimed"],
                to: .stage("compliancePanel"), requires: ["requestText", "complianceReferredOn"],
                guards: sequence, effects: [.clear("complianceRuling")] + starts, source: dsu("21.5", .secondary))
        }
        + [
            DisputeActs.recorded(
                "complianceReport", from: ["compliancePanel"], to: .stay,
                requires: ["complianceRuling", "complianceReportOn"],
                effects: [
                    .meet("compliancePanel"), .cancel("otherAppeal"), .meet("abReport"), .meet("abOuter"),
                ], source: dsu("21.5", .secondary))
        ]
        // The report on compliance can itself be appealed.
        + DisputeActs.act(
            "appealCompliance", of: nil, from: ["compliancePanel"], to: .stay,
            requires: ["appealNoticeOn", "grounds"],
            guards: [.feature(Feature.appellateBody), .has("complianceRuling")],
            effects: [
                .clear("complianceRuling"), .start("otherAppeal"), .start("abReport"), .start("abOuter"),
            ], source: dsu("21.5", .secondary))
        + DisputeActs.act(
            "appealCompliance", of: nil, from: ["compliancePanel"], to: .stage("appealedVoid"),
            requires: ["appealNoticeOn", "grounds"], guards: [.has("complianceRuling")],
            effects: [.flag("complianceAppealed")]
                + ["rptEnds", "rptGuideline", "compensationGate", "retaliationWindow"]
                .map { .cancel($0) },
            source: LegalSource("No quorum in the Appellate Body since December 2019", .verified))
        + DisputeActs.act(
            "accept", of: .complainant, from: ["complianceClaimed"], to: .stage("complied"), accepts: ["text"],
            source: dsu("21.5", .secondary))
        + DisputeActs.act(
            "accept", of: .complainant, from: ["compliancePanel"], to: .stage("complied"), accepts: ["text"],
            guards: [.fieldIs("complianceRuling", ["complied"])], source: dsu("21.5", .secondary))
}
