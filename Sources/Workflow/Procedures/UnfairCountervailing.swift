import CaseProtocol

extension Procedure {
    /// Countervailing investigations under Part V of the SCM Agreement of the WTO, as the Kenya Trade Remedies Agency
    /// runs them (`procedures.md` 8, 10 to 12 and 15.7).
    ///
    /// As ``unfairAntidumping``, but: the exporting government is invited to consult before initiation and gets a
    /// questionnaire, may give an undertaking itself, a provisional measure lives four months and no longer, and the
    /// thresholds depend on the origin. Not in it: what that procedure has not; the former tier of 3% (SCM 27.11),
    /// which ran out in 2002.
    public static let unfairCountervailing = Procedure(
        id: "unfair.countervailing", version: 1, title: "Countervailing investigation", numberPrefix: "CV",
        cast: .remedy, calendar: .country("country"),
        stages: UnfairCountervailing.remedy.stages(consulting: UnfairCountervailing.consulting),
        rules: UnfairCountervailing.remedy.rules + UnfairCountervailing.consultations,
        deadlines: UnfairCountervailing.remedy.deadlines(),
        fields: RemedyFields.common + UnfairCountervailing.fields, edits: RemedyFields.edits
    ).withLinks(by: [.investigator, .authorityHead], except: ["inReview"])
}

/// What a countervailing case has of its own.
enum UnfairCountervailing {
    static let remedy = RemedyRules(
        law: .countervailing,
        practice: RemedyRules.Practice(
            allegation: ["subsidyProgramme", "financialContribution", "benefit", "specificity"],
            evidence: ["subsidyEvidence", "injuryEvidence", "linkEvidence"],
            provisionalTerms: [], provisionalTermsWhen: [], undertakingTerms: ["undertakingBy"], ending: ending),
        readyStage: "consultationInvited", governmentTold: "invitedOn")

    static let consulting: [Stage] = [
        Stage(
            "consultationInvited", public: nil, owner: .authorityHead, takesHistory: false,
            "The exporting government is invited to consult; then the investigation may be initiated.")
    ]

    static let consultations: [Rule] = [
        Rule(
            "inviteConsultation", from: .stages(["documented"]), to: .stage("consultationInvited"),
            by: [.investigator, .authorityHead], requires: ["governments", "invitedOn", "documentRef"],
            effects: [.meet("governmentNotice")], source: RemedyLaw.countervailing.government),
        // Before initiation and all through the investigation.
        Rule(
            "consult", from: .stages(["consultationInvited"] + RemedyRules.underInvestigation), to: .stay,
            by: [.investigator, .authorityHead], requires: ["consultedOn", "governments", "minutes"],
            source: RemedyLaw.countervailing.government),
    ]
}
