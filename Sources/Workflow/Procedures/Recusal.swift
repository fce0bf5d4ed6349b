import CaseProtocol

/// Stepping back from a case: whoever acts on one for an office or a body, or as somebody's expert, may, wherever it is open
/// (`roles.md` 3.9). Filers withdraw, and parties leave; neither steps back.
enum Recusal {
    static let action: ActionID = "recuse"
    private static let source = LegalSource("Conflict of interest: a role is given up with a reason", .design)

    /// Everybody to whom these rules give something to do, but for filers, parties and the machine; in order of the table.
    static func officers(of rules: [Rule]) -> [RoleID] {
        rules.filter { $0.from != .nothing }.roles.filter { $0 != .system && !RoleWords.ownMatters.contains($0) }
    }

    static func rule(
        from stages: Origin = .anyOpen, by roles: [RoleID], effects: [Effect] = []
    ) -> Rule {
        Rule(
            action, from: stages, to: .stay, by: roles, requires: ["reason"], effects: [.recuse] + effects,
            record: .internal, worksSuspended: true, source: source)
    }
}

extension Procedure {
    /// The next version: everybody who acts on a case may step back from it. Everything else is as in this one.
    ///
    /// - Parameter own: the rules of those whose stepping back does more than that.
    func withRecusal(_ own: [Rule] = []) -> Procedure {
        let others = Recusal.officers(of: rules).filter { role in !own.contains { $0.roles.contains(role) } }
        return next(
            adding: [Recusal.rule(by: others)] + own, [CommonFields.reason], dropping: [Recusal.action])
    }

    /// The next version: an adviser, to whom the rules give nothing to do, steps back as everybody else. Everything else is as in
    /// this one.
    func withAdvisersRecusal(while stages: [StageID]) -> Procedure {
        next(adding: [Recusal.rule(from: .stages(stages), by: RemedyAdvising.roles)], [])
    }
}
