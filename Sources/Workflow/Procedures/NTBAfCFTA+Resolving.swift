import CaseProtocol

extension NTBAfCFTA {
    /// From an agreement or a report to the end of the measure, or to the organs of the agreement.
    static let elimination: [Rule] = [
        // The Sub-Committee may send a matter back with an action and a date; the reference names the first two stages.
        Rule(
            "enterMatrix", from: .stages(["agreed", "reportIssued", "subCommittee"]), to: .stage("timeBound"),
            by: [.nmcChair], requires: ["actionRequired", "actionOwner", "targetOn"],
            alsoCalled: ["action": "actionRequired", "owner": "actionOwner"],
            effects: NTBFiling.dropsAgreement + [.meet("session"), .start("target")], source: committees),
        Rule(
            "table", from: .stages(["replied", "reportIssued", "timeBound"]), to: .stage("subCommittee"),
            by: [.secretariatAfcfta], requires: ["session"], accepts: ["sessionOn"],
            effects: NTBFiling.dropsAgreement + [.cancel("bilateral"), .cancel("target"), .start("session")],
            source: committees),
        // The next session is often not dated yet when a case is put on its list, or moves afterwards.
        Rule(
            "setSession", from: .stages(["subCommittee"]), to: .stay, by: [.secretariatAfcfta],
            requires: ["sessionOn"], accepts: ["session"], effects: [.start("session")], source: committees),
        Rule(
            "openDispute", from: .stages(["reportIssued", "subCommittee"]), to: .stage("escalatedToDispute"),
            by: [.ministryLegal], requires: ["otherCase"], guards: [.actsFor(.reporting, as: .ministryLegal)],
            effects: [.link(.escalatedTo)], worksSuspended: true, source: disputes),
    ]

    private static let ends = NTBFiling.confirmed(workClocks)

    /// What was agreed or entered is found done by the reporting side, which did not have to do it.
    private static func confirmDone(by roles: [RoleID], _ side: Guard) -> Rule {
        Rule(
            "confirm", from: .stages(["agreed", "timeBound"]), to: .stage("resolved"), by: roles,
            requires: ["evidence", "resolvedOn"], accepts: ["complainantConsulted"], guards: [side], effects: ends,
            source: steps)
    }

    private static func confirmProposed(
        by roles: [RoleID], requires: [FieldID] = [], accepts: [FieldID] = [], _ guards: [Guard] = [],
        source: LegalSource
    ) -> Rule {
        Rule(
            "confirm", from: .stages(["resolutionProposed"]), to: NTBFiling.byOutcome, by: roles,
            requires: ["resolvedOn"] + requires, accepts: ["complainantConsulted"] + accepts,
            guards: guards + [.pending(.resolution), .notProposer(.resolution)], effects: ends, source: source)
    }

    /// Resolution has two sides: who says that the barrier is gone does not also confirm it.
    static let resolving: [Rule] =
        [
            confirmDone(by: [.nfpReporting], .twoSides),
            confirmDone(by: [.nmcChair, .secretariatAfcfta], .nationalMatter),
            confirmProposed(by: [.nfpReporting], [.twoSides], source: NTBFiling.separation),
            confirmProposed(by: [.secretariatAfcfta], requires: ["forumDecision"], source: committees),
            confirmProposed(
                by: [.nmcChair, .secretariatAfcfta], accepts: ["forumDecision"], [.nationalMatter],
                source: NTBFiling.separation),
        ] + NTBFiling.resolving(from: underWork, pausing: workClocks, source: design)
        + [NTBFiling.reopening(to: "requestSent", then: [.clear("newDate"), .start("reply")])]
}
