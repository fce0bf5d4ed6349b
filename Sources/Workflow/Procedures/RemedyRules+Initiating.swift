import CaseProtocol

/// The formal start: day 0 of every later limit.
extension RemedyRules {
    /// Who signs, the agency or the Cabinet Secretary, is to be checked in the Kenyan Act, whose text has not been
    /// seen: the head of the authority, and with the feature `ministerInitiates` the minister as well.
    var initiating: [Rule] {
        [
            initiate(by: .authorityHead, guards: []),
            initiate(by: .minister, guards: [.feature("ministerInitiates")]),
            // What was filed in secret becomes part of the file that every party reads.
            Rule(
                "sendApplication", from: .stages(Self.underInvestigation), to: .stay, by: [.investigator],
                requires: ["nonConfidentialVersion", "recipients", "sentOn"], guards: [.hasNot("ownMotion")],
                source: law.copies),
            // “Without delay” is no figure: the notification is recorded, and no clock runs for it. The half-yearly
            // reports are the authority's, not a case's.
            Rule(
                "notifyWTO", from: .stages(Self.knownToAll), to: .stay, by: [.investigator, .authorityHead],
                requires: ["notification", "notifiedOn"], accepts: ["documentRef", "text"],
                worksSuspended: true, source: law.notification),
        ]
    }

    private func initiate(by role: RoleID, guards: [Guard]) -> Rule {
        Rule(
            "initiate", from: .stages([readyStage]), to: .stage("initiated"), by: [role],
            requires: [
                "noticeText", "periodOfInvestigation", "partiesList", "basis", "injurySummary", "replyAddress",
                "viewsUntil",
            ],
            accepts: ["noticeRef", "nationalCaseNo"],
            guards: guards + [.has(governmentTold), .notSigner("examinedBy")],
            effects: [
                .markInitiated, .cancel("governmentNotice"), .start("views"), .start("provisionalGate"),
                .start("investigationTarget"), .start("investigationCap"),
            ], source: law.notice)
    }
}
