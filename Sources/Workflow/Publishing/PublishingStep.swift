import CaseProtocol

/// A step by which a text becomes public, or ceases to be. Who takes it, and at which stages, is what the case's procedure
/// says of its card: a procedure without a card publishes nothing.
enum PublishingStep: Sendable {
    case draft, release, withdraw

    /// The command, as refusals name it.
    var command: ActionID {
        switch self {
        case .draft: "text.draft"
        case .release: "text.release"
        case .withdraw: "text.withdraw"
        }
    }

    func isTaken(by rule: Rule) -> Bool {
        switch self {
        case .draft: rule.effects.contains(.propose(.card))
        case .release: rule.effects.contains(.publishCard)
        case .withdraw:
            rule.effects.contains {
                [.publishCard, .withdrawCard, .propose(.card), .propose(.cardWithdrawal)].contains($0)
            }
        }
    }

    /// What a draft that waits, its author and its text have to say is asked of the draft, not of the card's proposal.
    fileprivate func isAsked(_ condition: Guard) -> Bool {
        switch condition {
        case .pending, .nonePending, .notProposer, .cardPublished, .hidesComplainant: false
        default: true
        }
    }
}

extension Standing {
    /// The capacity in which they take the step here and now.
    ///
    /// - Throws: the first of ``Refusal/recused(_:)`` to ``Refusal/guardFailed(_:_:)``.
    func role(
        for step: PublishingStep, in procedure: Procedure, at stage: Stage, _ context: DecisionContext
    ) throws(Refusal) -> RoleID {
        let rules = procedure.rules.filter(step.isTaken)
        try checkMayAct(step.command)
        guard !rules.isEmpty else {
            throw .guardFailed(step.command, "Nothing of such a case is made public.")
        }
        let permitted = permitted(rules)
        guard let first = permitted.first, let role = role(for: first) else {
            throw .notPermitted(step.command, capacities: roles, allowed: rules.roles)
        }
        // What is public by mistake is taken back at any time.
        if case .withdraw = step { return role }
        guard header.isAdopted else { throw .notAdopted(step.command) }
        if header.isSuspended { throw .suspended(step.command) }
        let here = permitted.filter { $0.from.includes(stage) }
        guard !here.isEmpty else {
            let allowed = procedure.stages.map(\.id).filter { id in
                permitted.contains { $0.from.stages(of: procedure).contains(id) }
            }
            throw .wrongStage(step.command, at: stage.id, allowed: allowed)
        }
        let check = GuardCheck(standing: self, context: context, fields: [:], named: nil, day: nil)
        for rule in here {
            guard !rule.guards.contains(where: { step.isAsked($0) && check.answer(to: $0).isNo }),
                let role = self.role(for: rule)
            else { continue }
            return role
        }
        let failed = here[0].guards.first { step.isAsked($0) && check.answer(to: $0).isNo }
        throw .guardFailed(step.command, failed?.sentence(in: procedure) ?? "It is not lawful yet.")
    }

    /// Whether they may know who complained, or nobody is protected.
    var seesIdentity: Bool {
        state.rows(.party).filter {
            $0.compartment.confidentiality == .sealed && $0.compartment.holder != Seat.filersOwn
        }
        .allSatisfy { sees($0.compartment) }
    }
}
