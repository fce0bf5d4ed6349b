import CaseProtocol

extension Guard {
    /// Whether it tells one rule of an action from another, rather than refusing the action.
    var isSelector: Bool {
        switch self {
        case .nationalMatter, .twoSides, .lapsed, .fromLead, .noFiler, .noReportingCountry, .pending, .gate, .fieldIs,
            .has, .hasNot, .feature, .linked, .notLinked:
            true
        case .within, .before, .namedOverdue, .notProposer, .nonePending, .cardPublished, .hidesComplainant,
            .onlyMissing,
            .notAdopted, .suspended, .notActor, .actsFor, .leadTime, .notBefore, .daysApart, .monthsAtMost, .number,
            .twin, .bothIn,
            .notSigner, .seated, .notSeated, .namesParty, .namedRuns, .namedOverrun, .datesToConfirm, .underMandate,
            .filedForAnother:
            false
        }
    }
}

extension Origin {
    /// The stages that it names or means.
    func stages(of procedure: Procedure) -> [StageID] { procedure.stages.filter(includes).map(\.id) }
}

extension Rule {
    /// What the table of roles must let a role do for it to use the rule: stepping back gives up what one reads by, and is the one
    /// act of those who otherwise read alone (`roles.md` 3.9).
    var verb: RoleVerb { effects.contains(.recuse) ? .read : .transition }
}

extension Standing {
    /// Those of `rules` that somebody here may use, in order of their capacities and then of the table.
    func permitted(_ rules: [Rule]) -> [Rule] {
        let (acting, reading) = (roles(with: .transition), roles(with: .read))
        return rules.enumerated()
            .compactMap { index, rule in
                (rule.verb == .read ? reading : acting).firstIndex { rule.roles.contains($0) }
                    .map { (rank: $0, index: index, rule: rule) }
            }
            .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.rule)
    }

    /// The capacity in which they use a rule.
    func role(for rule: Rule) -> RoleID? {
        roles(with: rule.verb).first { rule.roles.contains($0) }
    }

    /// Those of `rules` that fit the case; all of them when none does, so that the refusal can say why.
    func fitting(_ rules: [Rule], _ check: GuardCheck) -> [Rule] {
        let fitting = rules.filter { rule in
            !rule.guards.contains { $0.isSelector && check.answer(to: $0).isNo }
        }
        return fitting.isEmpty ? rules : fitting
    }
}
