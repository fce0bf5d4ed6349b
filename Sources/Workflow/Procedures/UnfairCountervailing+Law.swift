extension RemedyLaw {
    /// Part V of the Agreement on Subsidies and Countervailing Measures of the WTO (SCM). The articles that the
    /// reference does not name are the twins, from memory, of those for dumping.
    static let countervailing = RemedyLaw(
        application: LegalSource("SCM 11.2; what is tested: 1, 2, 15", .recalledHigh),
        ownMotion: LegalSource("SCM 11.6", .verified),
        examination: LegalSource("SCM 11.3, 11.4", .recalledHigh),
        standing: LegalSource("SCM 11.4: more than 50% of what is expressed, at least 25% of all", .verified),
        government: LegalSource("SCM 13.1, 13.2", .recalledHigh),
        notice: LegalSource("SCM 22.1, 22.2", .recalledHigh),
        copies: LegalSource("SCM 12.1.3", .recalledHigh),
        questionnaire: LegalSource(
            "SCM 12.1.1, governments too; receipt deemed after a week by its footnote", .recalledHigh),
        factsAvailable: LegalSource("SCM 12.7", .recalledHigh),
        hearing: LegalSource("SCM 12.2, 12.3, 12.10", .recalledHigh),
        summary: LegalSource("SCM 12.4, 12.4.1", .recalledHigh),
        disregard: LegalSource("SCM 12.4.2", .recalledHigh),
        preliminary: LegalSource("SCM 22.3", .recalledHigh),
        provisional: LegalSource("SCM 17.1 to 17.3", .verified),
        provisionalLength: LegalSource("SCM 17.4: no longer period", .verified),
        undertaking: LegalSource("SCM 18", .recalledHigh),
        acceptance: LegalSource("SCM 18.2", .recalledHigh),
        verification: LegalSource("SCM 12.6, Annex VI", .recalledHigh),
        disclosure: LegalSource("SCM 12.8", .recalledHigh),
        duration: LegalSource("SCM 11.11", .recalledHigh),
        duty: LegalSource("SCM 19; no second remedy for the same situation: GATT VI:5", .recalledHigh),
        excess: LegalSource("SCM 20.3", .recalledHigh),
        retroactivity: LegalSource("SCM 20.5, 20.6", .recalledHigh),
        refund: LegalSource("ADA 9.3 by analogy: no twin in the SCM Agreement is known here", .design),
        newShipper: LegalSource("SCM 19.3", .recalledHigh),
        review: LegalSource("SCM 21.2, 21.4", .recalledHigh),
        sunset: LegalSource("SCM 21.3", .recalledHigh),
        judicial: LegalSource("SCM 23; the time for it is national law, not known here", .recalledHigh),
        notification: LegalSource("SCM 25.11: without delay, no figure", .verified),
        termination: LegalSource("SCM 11.9", .secondary))
}
