public import CaseProtocol

/// Answers what `command` would make happen to a case in `state`, without making it happen.
///
/// Whether `party` may see the case at all is the caller's check: here somebody without any capacity on it is told
/// ``Refusal/notFound``. Whether the person of a `case.assign` works at that desk is the caller's too.
///
/// - Parameter state: the rows of the case that are known here; `nil` when there is no such case.
/// - Throws: the first ``Refusal`` that applies, in the order its cases are declared.
public func decide(
    _ command: CaseCommand, on state: CaseState?, by party: Party, in context: DecisionContext
) throws(Refusal) -> Decision {
    try decideAlone(command, on: state, by: party, in: context).naming(party, on: state)
        .summing(state, in: context)
}

private func decideAlone(
    _ command: CaseCommand, on state: CaseState?, by party: Party, in context: DecisionContext
) throws(Refusal) -> Decision {
    switch command {
    case .open(let arguments):
        if let opening = Converted.told(arguments, to: party, context) {
            guard state.map(\.rows.isEmpty) ?? true else { throw .idUnavailable }
            return try opening.decision
        }
        return try decideOpen(arguments, on: state, by: party, in: context)
    case .recordHistory(let arguments): return try decideHistory(arguments, on: state, by: party, in: context)
    case .act(let arguments):
        return try decideAct(arguments, on: try Standing(state, party), in: context)
    case .edit(let arguments):
        return try decideEdit(arguments, on: try Standing(state, party), in: context)
    case .assign(let arguments):
        return try decideAssign(arguments, on: try Standing(state, party), in: context)
    case .addNote(let arguments):
        return try decideNote(arguments, on: try Standing(state, party), in: context)
    case .settle(let arguments):
        return try decideSettle(arguments, on: try Standing(state, party), in: context)
    case .addEvidence(let arguments):
        return try decideEvidence(arguments, on: try Standing(state, party), in: context)
    case .draftText(let arguments):
        return try decideTextDraft(arguments, on: try Standing(state, party), in: context)
    case .releaseText(let arguments):
        return try decideTextRelease(arguments, on: try Standing(state, party), in: context)
    case .withdrawText(let arguments):
        return try decideTextWithdraw(arguments, on: try Standing(state, party), in: context)
    case .setConfidence(let arguments):
        return try decideConfidence(arguments, on: try Standing(state, party), in: context)
    case .requestIdentity(let arguments):
        return try decideIdentityRequest(arguments, on: try Standing(state, party), in: context)
    case .answerIdentity(let arguments):
        return try decideIdentityAnswer(arguments, on: try Standing(state, party), in: context)
    }
}

/// A case that exists and somebody who has a part in it.
struct Standing {
    let state: CaseState
    let header: CaseHeader
    let party: Party
    let capacities: [Capacity]
    /// Whether they stepped back from the case: they may read on, and act no more.
    let isRecused: Bool

    init(_ state: CaseState?, _ party: Party) throws(Refusal) {
        guard let state, let header = state.header else { throw .notFound }
        let capacities = Workflow.capacities(of: party, in: state)
        guard !capacities.isEmpty else { throw .notFound }
        isRecused = state.isRecused(party.id)
        self.state = state
        self.header = header
        self.party = party
        self.capacities = capacities
    }

    /// The sector of a focal point of the country who reads the case and does not act on it; `nil` for everybody else.
    var otherSector: HSChapters? { capacities.first?.otherSector }

    /// Whether they act on the case at all.
    var mayAct: Bool { !isRecused && otherSector == nil }

    /// - Throws: ``Refusal/recused(_:)`` or ``Refusal/otherSector(_:goods:own:)``.
    func checkMayAct(_ action: ActionID) throws(Refusal) {
        if isRecused { throw .recused(action) }
        if let otherSector { throw .otherSector(action, goods: header.hsCode, own: otherSector) }
    }

    var roles: [RoleID] { caseRoles(of: party, in: state) }
    var isFiler: Bool { capacities.contains { RoleWords.filers.contains($0.role) } }

    /// Whether the case is assigned to them.
    var isHandler: Bool {
        state.rows(.assignment).contains {
            $0["person"]?.string == party.id.description && roles.contains(.investigator)
        }
    }

    /// The person, and whoever they act for in a role that they do not hold themself: what one of them did, the other is no
    /// second person for.
    var selves: Set<String> {
        let acted = capacities.filter { capacity in
            capacity.acting != nil && !capacities.contains { $0.role == capacity.role && $0.acting == nil }
        }
        return Set([party.id.description] + acted.compactMap { $0.acting?.user.description })
    }

    /// For whom they act in `role`; `nil` where they hold it themself.
    func acting(in role: RoleID) -> Acting? { capacities.first { $0.role == role }?.acting }

    /// What rows call this person: the account, on an own filing the filer's id, and the seats that they hold.
    var ids: Set<String> {
        Set([party.id, isFiler ? header.filer : nil].compactMap { $0?.description } + ownSeats.map(\.holder))
    }

    /// The country or body for whose desk they act in `role`; without one, their first desk on the case.
    func desk(for role: RoleID? = nil) -> String? {
        capacities.first { $0.desk != nil && (role == nil || $0.role == role) }?.desk
    }

    /// Whether they hold `role` for the country on a side of the case.
    func acts(for side: CaseSide, as role: RoleID) -> Bool {
        guard let country = header.country(on: side) else { return false }
        return capacities.contains { $0.role == role && $0.desk == country }
    }

    /// Whether they may see the compartment now.
    func sees(_ compartment: Compartment) -> Bool {
        party.isSystem || !audiences(of: compartment, in: state).isDisjoint(with: party.audiences)
    }

    /// The procedure of the case and the stage where it stands.
    ///
    /// - Throws: ``Refusal/unknownProcedure(_:known:)`` for a case that is held until its procedure exists.
    func procedure(in catalogue: Catalogue) throws(Refusal) -> (Procedure, Stage) {
        guard let procedure = catalogue.procedure(of: header),
            let stage = procedure.stage(header.stage) ?? header.heldStage.flatMap(procedure.stage)
        else { throw .unknownProcedure(header.procedure, known: catalogue.procedures.map(\.id)) }
        return (procedure, stage)
    }
}
