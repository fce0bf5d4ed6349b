import CaseProtocol

extension Procedure {
    /// NTB complaints in the mechanism of the African Continental Free Trade Area (tradebarriers.africa): Annex 5 to the
    /// Protocol on Trade in Goods.
    ///
    /// A regional community comes first; what it cannot settle goes by a written request, a reply, a facilitator's report,
    /// and an agreed or time-bound elimination. Nobody here has read Appendix 2: its day counts are recalled with low
    /// confidence, so they are shown and never act, and no rule refuses anything because of them. COMESA's regulations have
    /// the same two steps, an exchange of information and then a facilitator; no table of their own, since their figures are
    /// not known. What follows when the steps are exhausted is `dispute.afcfta`.
    public static let ntbAfCFTA = Procedure(
        id: "ntb.afcfta", version: 1, title: "Non-tariff barrier complaint (AfCFTA)", numberPrefix: "AF",
        cast: .complaint(bodies: [RegionalCommunity.afcfta.id]), stages: NTBAfCFTA.stages, rules: NTBAfCFTA.rules,
        deadlines: NTBAfCFTA.deadlines, fields: NTBAfCFTA.fields + CommonFields.ofParties,
        edits: NTBAfCFTA.filing.edits(
            screened: ["submitted", "infoRequested"] + NTBAfCFTA.elsewhere, worked: NTBAfCFTA.underWork)
    ).withLinks(
        by: [.nfpReporting, .secretariatAfcfta], except: ["draft", "lead", "resolutionProposed"])
}

/// The parts of the table and the words that they share.
enum NTBAfCFTA {
    /// Where a community or another mechanism has the matter; it may come back, so neither is an end.
    static let elsewhere: [StageID] = ["atRec", "transferred"]
    /// Where both sides work on the measure.
    static let underWork: [StageID] = [
        "requestSent", "replied", "facilitation", "reportIssued", "agreed", "timeBound", "subCommittee",
    ]
    /// What is owed while both sides work on the measure.
    static let workClocks: [DeadlineKey] = [
        "reply", "delayedReply", "bilateral", "agreeFacilitator", "appointFacilitator", "reportAim", "report", "target",
        "session",
    ]

    static let filing = NTBFiling(
        secretariat: .secretariatAfcfta, form: portal, leads: portal, screeners: screeners, screening: "screen",
        cardStages: elsewhere + underWork + ["resolutionProposed", "resolved", "notAnNtb", "escalatedToDispute"])

    /// The focal point; the secretariat once that is late, or where there is no focal point.
    static let screeners: [NTBFiling.Screener] = [
        .init(roles: [.nfpReporting]), .init(roles: [.secretariatAfcfta], guards: [.lapsed("screen")]),
        .init(roles: [.secretariatAfcfta], guards: [.noReportingCountry]),
    ]

    static let rules: [Rule] =
        filing.rules + screening + routing + requesting + talks + facilitation + elimination + resolving
        + CommonRules(officers: [.nfpReporting, .secretariatAfcfta], filers: NTBFiling.filers, adoptable: [])
        // Here a transfer is no end: it has a rule of its own. No limit rests on the date of an outside body.
        .rules().filter { $0.action != "transfer" && $0.action != "confirmDates" }
        + filing.adopting(
            at: stages, waiting: elsewhere, dates: ["targetOn": ["timeBound"], "sessionOn": ["subCommittee"]])

    static let portal = LegalSource(
        "tradebarriers.africa: who reports, how and to whom, and what statuses it shows", .verified)
    static let recFirst = LegalSource(
        "tradebarriers.africa: a matter between two states of one community goes to that community first", .secondary)
    static let committees = LegalSource(
        "Annex 5, Art. 8 and 13: monitoring committees, time-bound elimination matrix, sub-committee", .verified)
    static let steps = LegalSource(
        "Annex 5, Appendix 2: request, reply, facilitator, report; text not seen, order recalled", .recalledMedium)
    static let disputes = LegalSource(
        "Protocol on dispute settlement, after the steps of Annex 5; recalled", .recalledMedium)
    static let design = NTBFiling.design
}
