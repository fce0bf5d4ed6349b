import CaseProtocol

extension Procedure {
    /// Anti-dumping investigations under the Anti-Dumping Agreement of the WTO, as the Kenya Trade Remedies Agency runs
    /// them (`procedures.md` 7, 10 to 12 and 15.6).
    ///
    /// Not in it: the Act's own time limits, whose text has not been seen (the outer limits of the Agreement and
    /// service standards stand in for them); the half-yearly reports, which are the authority's and no case's; the
    /// computation of margins (`tatua calc`).
    public static let unfairAntidumping = Procedure(
        id: "unfair.antidumping", version: 1, title: "Anti-dumping investigation", numberPrefix: "AD", cast: .remedy,
        calendar: .country("country"), stages: UnfairAntidumping.remedy.stages(),
        rules: UnfairAntidumping.remedy.rules + UnfairAntidumping.informing,
        deadlines: UnfairAntidumping.remedy.deadlines(provisionalVariants: UnfairAntidumping.longerLives),
        fields: RemedyFields.common + UnfairAntidumping.fields, edits: RemedyFields.edits
    ).withLinks(by: [.investigator, .authorityHead], except: ["inReview"])
}

/// What an anti-dumping case has of its own.
enum UnfairAntidumping {
    static let remedy = RemedyRules(
        law: .antidumping,
        practice: RemedyRules.Practice(
            allegation: ["homePrices", "exportPrices"],
            evidence: ["dumpingEvidence", "injuryEvidence", "linkEvidence"],
            provisionalTerms: ["provisionalBasis"],
            provisionalTermsWhen: [
                ConditionalField("exportersRequest", when: "provisionalBasis", is: "exportersRequest"),
                ConditionalField("exportersRequest", when: "provisionalBasis", is: "lesserDutyExportersRequest"),
            ], undertakingTerms: [], ending: ending),
        readyStage: "documented", governmentTold: "governmentInformed")

    /// Four months; six on the exporters' request or while a lesser duty is examined; nine for both.
    static let longerLives: [DeadlineSpec.Variant] = [
        .init(when: "provisionalBasis", is: "exportersRequest", .months(6)),
        .init(when: "provisionalBasis", is: "lesserDuty", .months(6)),
        .init(when: "provisionalBasis", is: "lesserDutyExportersRequest", .months(9)),
    ]

    /// The exporting government hears of a documented application before it is initiated, and never earlier.
    static let informing: [Rule] = [
        Rule(
            "informGovernment", from: .stages(["documented"]), to: .stay, by: [.investigator, .authorityHead],
            requires: ["governments", "informedOn", "documentRef"],
            effects: [.flag("governmentInformed"), .meet("governmentNotice")],
            source: RemedyLaw.antidumping.government)
    ]
}
