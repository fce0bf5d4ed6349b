import CaseProtocol

extension ProcedureCheck {
    /// No role has two rules for one action at one stage unless a condition tells them apart. Of openings no condition is
    /// asked: there the role alone must tell. Of each rule the first twin is named.
    mutating func checkAmbiguity() {
        let profiles = procedure.rules.enumerated().map { Profile($1, at: $0, walk) }
        let byAction = Dictionary(grouping: profiles) { $0.action }
        for action in byAction.keys.sorted() {
            let rules = byAction[action] ?? []
            for (place, rule) in rules.enumerated() {
                guard let twin = rules[..<place].first(where: { $0.isTwin(of: rule) }) else { continue }
                report(rule, twin)
            }
        }
    }

    private mutating func report(_ rule: Profile, _ twin: Profile) {
        let role = rule.roles.intersection(twin.roles).sorted().first?.rawValue ?? ""
        let other = RowName.rule(twin.index, twin.action.rawValue)
        let sentence =
            rule.isOpening
            ? "“\(role)” can open with it and with \(other), which comes first."
            : "At “\(rule.stages.intersection(twin.stages).sorted().first ?? "")” nothing tells it from \(other) for "
                + "“\(role)”."
        find(.ambiguous, RowName.rule(rule.index, rule.action.rawValue), sentence)
    }
}

/// What tells one rule from another.
private struct Profile {
    let index: Int
    let action: ActionID
    let isOpening: Bool
    let roles: Set<RoleID>
    let stages: Set<StageID>
    let selectors: Set<Guard>

    init(_ rule: Rule, at index: Int, _ walk: TableWalk) {
        self.index = index
        action = rule.action
        isOpening = rule.from == .nothing
        roles = Set(rule.roles)
        stages = walk.origins[index]
        selectors = Set(rule.guards.filter(\.isSelector))
    }

    func isTwin(of other: Profile) -> Bool {
        guard isOpening == other.isOpening, !roles.isDisjoint(with: other.roles) else { return false }
        return isOpening || (!stages.isDisjoint(with: other.stages) && selectors == other.selectors)
    }
}
