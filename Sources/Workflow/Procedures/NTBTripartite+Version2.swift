import CaseProtocol

extension Procedure {
    /// Version 2: cases can be linked, a dispute that takes a complaint up is linked to it, the limits of either side count in
    /// the calendar of its own country, and measure and obstacle are codes of their lists. Everything else is version 1.
    public static let ntbTripartite2 = Procedure(
        id: ntbTripartite.id, version: 2, title: ntbTripartite.title, numberPrefix: ntbTripartite.numberPrefix,
        cast: ntbTripartite.cast, calendar: .country("reportingCountry"),
        stages: ntbTripartite.stages + CommonRules.linkStages, rules: NTBTripartite.rules2,
        deadlines: ntbTripartite.deadlines.map(NTBTripartite.inOwnersCalendar),
        fields: NTBFiling.coded(ntbTripartite.fields) + CommonFields.ofLinks, edits: ntbTripartite.edits)
}

extension NTBTripartite {
    fileprivate static let rules2: [Rule] =
        Procedure.ntbTripartite.rules.map {
            $0.action == "openDispute" ? openDispute : $0.action == "transfer" ? transfer : $0
        }
        + CommonRules.linking(
            by: [.nfpReporting, .recOfficer], from: .stages(mergeable), in: Procedure.ntbTripartite.stages)

    /// Where a complaint has been filed and has not ended. A draft is its author's; a lead is closed as one.
    private static let mergeable: [StageID] = stages.filter { !$0.isFinal && !["draft", "lead"].contains($0.id) }
        .map(\.id)

    /// The dispute may be kept where this server does not know it: its name is required, the case here is not.
    private static let openDispute = Rule(
        "openDispute", from: .anyOpen, to: .stage("escalatedToDispute"), by: [.ministryLegal],
        requires: ["disputeCase"], accepts: ["otherCase"], guards: [.actsFor(.reporting, as: .ministryLegal)],
        effects: [.link(.escalatedTo)], worksSuspended: true, source: organs)

    private static let transfer = Rule(
        "transfer", from: .anyOpen, to: .stage("transferred"), by: [.nfpReporting, .recOfficer],
        requires: ["targetMechanism", "supersededBy"], accepts: ["reason", "otherCase"],
        effects: [.rejectProposal(.card), .link(.transferredTo)], worksSuspended: true, source: design)

    /// What the imposing side owes counts in its own country's days, everything else in those of the reporting side.
    fileprivate static func inOwnersCalendar(_ spec: DeadlineSpec) -> DeadlineSpec {
        DeadlineSpec(
            spec.key, spec.kind, spec.length, variants: spec.variants, owner: spec.owner,
            nationalOwner: spec.nationalOwner, countsFrom: spec.countsFrom, deemedDays: spec.deemedDays,
            adoptedFrom: spec.adoptedFrom,
            calendar: .country(spec.owner == .nfpImposing ? "imposingCountry" : "reportingCountry"),
            rollsForward: spec.rollsForward, opens: spec.opens, lapse: spec.lapse, title: spec.title,
            source: spec.source, isEnforced: spec.isEnforced)
    }
}
