import CaseProtocol

extension NTBEAC {
    private static let ends = NTBFiling.confirmed(workClocks)

    /// The reporting side and the secretariat both confirm, in either order; where one country is on both sides, the
    /// committee's chair in place of the focal point.
    private static let confirmers: [(role: RoleID, own: FieldID, other: FieldID, guards: [Guard])] = [
        (.nfpReporting, "confirmedByReporting", "confirmedBySecretariat", [.twoSides]),
        (.nmcChair, "confirmedByReporting", "confirmedBySecretariat", [.nationalMatter]),
        (.recOfficer, "confirmedBySecretariat", "confirmedByReporting", []),
    ]

    private static func confirming(
        from stages: [StageID], to destination: Destination, requires: [FieldID], _ guards: [Guard] = []
    ) -> [Rule] {
        confirmers.flatMap { confirmer in
            [
                Rule(
                    "confirm", from: .stages(stages), to: .stay, by: [confirmer.role], requires: requires,
                    accepts: ["complainantConsulted", "forumDecision"],
                    guards: confirmer.guards + [.hasNot(confirmer.other)] + guards, effects: [.sign(confirmer.own)],
                    source: routes),
                Rule(
                    "confirm", from: .stages(stages), to: destination, by: [confirmer.role],
                    accepts: requires + ["complainantConsulted", "forumDecision"],
                    guards: confirmer.guards + [.has(confirmer.other), .notSigner(confirmer.other)] + guards,
                    effects: ends, source: NTBFiling.separation),
            ]
        }
    }

    static let resolving: [Rule] =
        confirming(
            from: ["agreed", "timeBound", "rmc", "directive"], to: .stage("resolved"),
            requires: ["evidence", "resolvedOn"]
        )
        // The evidence came with the proposal.
        + confirming(
            from: ["resolutionProposed"], to: NTBFiling.byOutcome, requires: ["resolvedOn"],
            [.pending(.resolution), .notProposer(.resolution)]
        )
        + NTBFiling.resolving(from: underWork, pausing: workClocks, undoing: unsigns, source: design)
        + [NTBFiling.reopening(to: "notified", then: unsigns + [.start("reply")])]
}
