import CaseProtocol

extension NTBAfCFTA {
    private static let asksFacilitator: [Effect] = [.flag("facilitatorAsked"), .followUp("lapseReply")]

    /// From the request to an agreement between both focal points.
    static let talks: [Rule] =
        replying + asking
        + [
            Rule(
                "recordTalks", from: .stages(["replied", "reportIssued"]), to: .stay,
                by: [.nfpReporting, .nfpImposing], requires: ["minutes", "agreedSteps"], accepts: ["meetingOn"],
                isRebaseable: true, source: steps),
            NTBFiling.notes(
                from: underWork, by: [.nfpImposing, .nfpReporting, .nmcMember, .recOfficer, .secretariatAfcfta],
                source: portal),
        ]
        + filing.agreeing(
            "mutuallyAgree", on: "solution", from: ["replied", "reportIssued"], starting: "target",
            then: [.meet("bilateral")], source: steps)

    private static let replying: [Rule] = [
        Rule(
            "reply", from: .stages(["requestSent"]), to: .stage("replied"), by: [.nfpImposing],
            requires: ["comments"], accepts: ["agency", "agencyContact"],
            effects: [.meet("reply"), .meet("delayedReply"), .clear("newDate"), .start("bilateral")], source: steps),
        Rule(
            "noticeOfDelay", from: .stages(["requestSent"]), to: .stay, by: [.nfpImposing],
            requires: ["reason", "newDate"], alsoCalled: ["reasons": "reason"],
            effects: [.cancel("reply"), .start("delayedReply")], source: steps),
    ]

    /// The reporting side asks for a facilitator where no reply came; the move itself is the system's. The date shown is
    /// unconfirmed: whoever has read the text may name the right one.
    private static let asking: [Rule] = [
        unanswered([.lapsed("reply"), .hasNot("newDate")]),
        unanswered([.lapsed("delayedReply")]),
        unanswered([], requires: ["replyWasDueOn", "documentRef"]),
        Rule(
            "lapseReply", from: .stages(["requestSent"]), to: .stage("facilitation"), by: [.system],
            guards: [.has("facilitatorAsked")],
            effects: [
                .cancel("reply"), .cancel("delayedReply"), .clear("facilitatorAsked"), .clear("newDate"),
                .start("agreeFacilitator"),
            ], source: steps),
        Rule(
            "requestFacilitator", from: .stages(["replied"]), to: .stage("facilitation"),
            by: [.nfpReporting, .nfpImposing], requires: ["termsOfReference"],
            effects: NTBFiling.dropsAgreement + [.cancel("bilateral"), .start("agreeFacilitator")], source: steps),
    ]

    private static func unanswered(_ guards: [Guard], requires: [FieldID] = []) -> Rule {
        Rule(
            "requestFacilitator", from: .stages(["requestSent"]), to: .stay, by: [.nfpReporting],
            requires: ["termsOfReference"] + requires, guards: guards, effects: asksFacilitator, source: steps)
    }

    private static let startsReport: [Effect] = [.start("reportAim"), .start("report")]
    private static let endsReport: [Effect] = [.meet("reportAim"), .meet("report")]

    /// Who appoints is not certain: the parties agree on a name and the secretariat seats it, or names one itself.
    static let facilitation: [Rule] = [
        Rule(
            "agreeFacilitator", from: .stages(["facilitation"]), to: .stay, by: [.nfpReporting, .nfpImposing],
            requires: ["partyName", "documentRef"], accepts: ["partyCountry"],
            effects: [.meet("agreeFacilitator"), .start("appointFacilitator")], source: steps),
        Rule(
            "declareNoAgreement", from: .stages(["facilitation"]), to: .stay,
            by: [.nfpReporting, .nfpImposing, .secretariatAfcfta], accepts: ["reason"],
            effects: [.cancel("agreeFacilitator"), .start("appointFacilitator")], source: steps),
        Rule(
            "appointFacilitator", from: .stages(["facilitation"]), to: .stay, by: [.secretariatAfcfta],
            requires: ["partyName"],
            accepts: ["partyCountry", "account", "representative", "mandateRef", "documentRef"],
            effects: [.seat(.facilitator), .cancel("agreeFacilitator"), .meet("appointFacilitator")] + startsReport,
            source: steps),
        Rule(
            "releaseFacilitator", from: .stages(["facilitation"]), to: .stay, by: [.secretariatAfcfta],
            requires: ["party", "reason"], guards: [.namesParty([.facilitator])],
            effects: [.unseat, .cancel("reportAim"), .cancel("report"), .start("appointFacilitator")], source: design),
        Rule(
            "factualReport", from: .stages(["facilitation"]), to: .stage("reportIssued"), by: [.facilitator],
            requires: ["report"], accepts: ["documentRef"], effects: endsReport, source: steps),
        // A facilitator without an account hands the report in on paper.
        Rule(
            "factualReport", from: .stages(["facilitation"]), to: .stage("reportIssued"), by: [.secretariatAfcfta],
            requires: ["report", "documentRef"], guards: [.seated(.facilitator)], effects: endsReport, source: steps),
        Rule(
            "commentReport", from: .stages(["reportIssued"]), to: .stay, by: [.nfpReporting, .nfpImposing],
            requires: ["comments"], isRebaseable: true, source: steps),
    ]
}
