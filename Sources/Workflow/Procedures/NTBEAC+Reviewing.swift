import CaseProtocol

extension NTBEAC {
    private static func accept(by role: RoleID, _ guards: [Guard]) -> Rule {
        Rule(
            "accept", from: .stages(["submitted"]), to: .stage("nmcReview"), by: [role],
            requires: ["ntbCategory", "impact"], accepts: ["evidence", "sessionOn", "policyOrRegulatory"],
            alsoCalled: ["classification": "ntbCategory"], guards: guards,
            effects: [.issueNumber, .start("nmcSession")], source: nmcPractice)
    }

    /// The committee of the trader's own country; the regional secretariat where none is known.
    static let reviewing: [Rule] =
        [
            accept(by: .nmcMember, [.actsFor(.reporting, as: .nmcMember)]),
            accept(by: .recOfficer, [.noReportingCountry]),
            Rule(
                "setSession", from: .stages(["nmcReview"]), to: .stay, by: [.nmcMember, .recOfficer],
                requires: ["sessionOn"], accepts: ["session"], effects: [.start("nmcSession")], source: nmcPractice),
        ]
        + filing.rejecting(
            from: "nmcReview",
            by: [
                .init(roles: [.nmcChair], guards: [.actsFor(.reporting, as: .nmcChair)]),
                .init(roles: [.recOfficer], guards: [.noReportingCountry]),
            ], source: nmcPractice
        )
        // The chair turned it down: the second look is the regional secretariat's.
        + filing.appealing(to: "nmcReview", by: [.init(roles: [.recOfficer])], then: [.start("eacjReference")])

    /// Between both Partner States. Who complains is told to the other side once, with the notification: nothing brings a case
    /// back from there to the committee.
    static let notifying: [Rule] =
        [
            Rule(
                "notifyPartnerState", from: .stages(["nmcReview"]), to: .stage("notified"), by: [.nfpReporting],
                requires: ["letter", "request"] + NTBFiling.bothCountries, accepts: ["recipients"],
                guards: [.onlyMissing("reportingCountry")],
                effects: [.meet("nmcSession"), .markTransmitted, .shareIdentity, .start("reply")], source: exchange),
            Rule(
                "openBilateral", from: .stages(["notified"]), to: .stage("bilateral"), by: [.nfpImposing],
                requires: ["agency", "meetingOn"], accepts: ["agencyContact", "agenda"],
                alsoCalled: ["date": "meetingOn"], effects: [.meet("reply"), .start("bilateral")], source: routes),
            NTBFiling.notes(
                from: underWork, by: [.nfpImposing, .nfpReporting, .nmcMember, .recOfficer], source: nmcPractice),
        ]
        + filing.agreeing(
            "mutualAgreement", on: "minutes", from: ["bilateral"], starting: "agreedTarget",
            then: [.meet("bilateral")], source: routes)
}
