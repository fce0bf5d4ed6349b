import CaseProtocol

extension DisputeWTO {
    /// Established, composed, or replaced by arbitration that both sides agree on.
    static let panel: [Rule] =
        [
            Rule(
                "requestSpecialMeeting", from: .stages(["panelRequested", "blockedOnce"]), to: .stay,
                by: [.ministryLegal, .missionOfficer], requires: ["specialMeetingRequestedOn", "dsbMeetingOn"],
                guards: [.leadTime(days: 10, before: "dsbMeetingOn")], effects: [.start("specialMeeting")],
                source: dsu("6.1, footnote 5", .recalledHigh)),
            DisputeActs.recorded(
                "firstMeetingObjection", from: ["panelRequested"], to: .stage("blockedOnce"),
                requires: ["meetingOn", "dsbMeetingOn"],
                effects: [.meet("firstMeeting"), .meet("specialMeeting"), .start("establishment")],
                source: dsu("6.1", .secondary)),
            DisputeActs.recorded(
                "establish", from: ["panelRequested", "blockedOnce"], to: .stage("panelEstablished"),
                requires: ["establishedOn"],
                effects: [
                    .meet("firstMeeting"), .meet("specialMeeting"), .meet("establishment"), .start("fiveMembers"),
                    .start("composition"), .start("nineMonths"), .start("overall"), .start("overallAppeal"),
                    .start("rptOuter"), .start("rptOuterMax"),
                ], source: dsu("6.1", .secondary)),
            DisputeActs.recorded(
                "recordThirdParty", from: ["panelEstablished", "panelComposed"], to: .stay, requires: ["thirdMember"],
                source: dsu("10", .recalledHigh)),
            Rule(
                "agreeFiveMembers", from: .stages(["panelEstablished"]), to: .stay,
                by: [.ministryLegal, .missionOfficer], requires: ["agreedOn", "agreedBy", "documentRef"],
                guards: [.within("fiveMembers")], effects: [.meet("fiveMembers"), .flag("fivePanellists")],
                source: dsu("8.5", .verified)),
            // Either side may ask once the time to agree is over.
            Rule(
                "requestAppointment", from: .stages(["panelEstablished"]), to: .stay,
                by: [.ministryLegal, .missionOfficer], requires: ["dgRequestedOn"], accepts: ["documentRef"],
                guards: [.lapsed("composition")], effects: [.start("dgAppointment")], source: dsu("8.7", .verified)),
            composing("agreed", guards: []),
            composing("directorGeneral", guards: [.has("dgRequestedOn")]),
        ]
        + DisputeActs.act(
            "agreeArbitration", of: nil,
            from: consultationStages + ["panelRequested", "blockedOnce", "panelEstablished"],
            to: .stage("arbitration25"), requires: ["arbitrationAgreement", "agreedOn", "notifiedOn"],
            guards: [.notBefore("notifiedOn", than: "agreedOn")],
            effects: beforePanel.map { .cancel($0) } + panelClocks.map { .cancel($0) }, source: articleTwentyFive)

    private static let beforePanel: [DeadlineKey] = [
        "reply", "enterConsultations", "joinder", "panelGate", "subsidyGate", "goodOfficesGate", "dsbLead",
        "firstMeeting",
        "establishment", "specialMeeting", "fiveMembers", "composition", "dgAppointment",
    ]
    /// What measures the panel's work and what follows from its establishment.
    static let panelClocks: [DeadlineKey] = [
        "panelReport", "nineMonths", "overall", "overallAppeal", "rptOuter", "rptOuterMax",
    ]

    private static func composing(_ method: String, guards: [Guard]) -> Rule {
        DisputeActs.recorded(
            "compose", from: ["panelEstablished"], to: .stage("panelComposed"),
            requires: ["panellists", "compositionMethod", "composedOn"],
            accepts: ["citizensConsent", "developingPanellist"],
            guards: [.fieldIs("compositionMethod", [method])] + guards,
            effects: [
                .meet("composition"), .cancel("fiveMembers"), .meet("dgAppointment"), .start("timetable"),
                .start("panelReport"),
            ], source: method == "agreed" ? dsu("8.5", .verified) : dsu("8.7", .verified))
    }

    /// From the timetable to the final report, suspension of the panel in between.
    static let panelWork: [Rule] =
        [
            DisputeActs.recorded(
                "setTimetable", from: ["panelComposed"], to: .stay, accepts: ["submissionOn", "submissionTopic"],
                effects: [.meet("timetable"), .start("submissionDue")], source: dsu("12.3", .recalledHigh)),
            DisputeActs.recorded(
                "setSubmission", from: ["panelComposed", "reservedThirdParty"], to: .stay,
                requires: ["submissionOn"], accepts: ["submissionTopic"], effects: [.start("submissionDue")],
                source: dsu("12 and Appendix 3", .recalledHigh)),
            // A developing country that answers a complaint is given time enough to prepare.
            DisputeActs.recorded(
                "allowPreparation", from: ["panelComposed"], to: .stay, requires: ["submissionOn", "reason"],
                guards: [.fieldIs("developingRespondent", ["true"])], effects: [.start("submissionDue")],
                source: dsu("12.10", .recalledHigh)),
            Rule(
                "fileSubmission", from: .stages(["panelComposed"]), to: .stay, by: [.counsel, .ministryLegal],
                requires: ["documentRef"], accepts: ["submissionTopic", "bciMarked"], effects: [.meet("submissionDue")],
                source: dsu("12 and Appendix 3", .recalledHigh)),
            Rule(
                "recordHearing", from: .stages(["panelComposed"]), to: .stay,
                by: [.missionOfficer, .ministryLegal, .counsel], requires: ["meetingOn", "text"],
                source: dsu("12 and Appendix 3", .recalledHigh)),
            DisputeActs.recorded(
                "interim", from: ["panelComposed"], to: .stage("interimReport"), by: [.counsel, .missionOfficer],
                requires: ["interimOn", "commentsDueOn"],
                effects: [
                    .cancel("timetable"), .cancel("submissionDue"), .start("interimComments"), .start("interimReview"),
                ], source: dsu("15", .secondary)),
            Rule(
                "commentInterim", from: .stages(["interimReport"]), to: .stay, by: [.counsel, .ministryLegal],
                requires: ["documentRef"], accepts: ["text"], guards: [.within("interimComments")],
                effects: [.meet("interimComments")], source: dsu("15", .secondary)),
            DisputeActs.recorded(
                "finalReport", from: ["interimReport"], to: .stage("finalToParties"), requires: ["finalOn"],
                accepts: ["expectedCirculationOn"],
                effects: [
                    .cancel("interimComments"), .meet("interimReview"), .meet("panelReport"), .start("circulation"),
                ], source: dsu("12.8", .verified)),
        ] + suspending

    /// The time suspended extends the periods of 12.8, 12.9, 20 and 21.4 (ruling 1).
    private static let suspending: [Rule] =
        DisputeActs.act(
            "suspendPanel", of: .complainant, from: ["panelComposed"], to: .stage("panelSuspended"),
            requires: ["suspendedOn"], accepts: ["reason"],
            effects: (panelClocks + ["timetable", "submissionDue"]).map { .pause($0) } + [.start("panelSuspension")],
            source: dsu("12.12", .recalledHigh))
        + DisputeActs.act(
            "resumePanel", of: .complainant, from: ["panelSuspended"], to: .stage("panelComposed"),
            guards: [.within("panelSuspension")],
            effects: [.meet("panelSuspension")] + (panelClocks + ["timetable", "submissionDue"]).map { .resume($0) },
            source: dsu("12.12", .recalledHigh))
        + [
            Rule(
                "lapsePanel", from: .stages(["panelSuspended", "arbitration25"]), to: .stage("lapsed"), by: [.system],
                guards: [.lapsed("panelSuspension")], effects: [.lapse("panelSuspension")], worksSuspended: true,
                source: dsu("12.12", .recalledHigh))
        ]
}
