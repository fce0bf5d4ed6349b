public import CaseProtocol

/// The day by which a client dates an act that is done now, so that an officer without signal is not late for it; `nil`
/// where the day of receipt counts: for what filers send, for what stops or starts everybody's clocks, and where this
/// device's calendar is behind the case's.
public func legalDay(
    of action: ActionID, by party: Party, on state: CaseState, in context: DecisionContext
) -> CivilDate? {
    guard let header = state.header,
        let procedure = context.catalogue.procedure(of: header)
    else { return nil }
    let roles = caseRoles(of: party, in: state)
    let rules = procedure.rules(for: action).filter { !Set($0.roles).isDisjoint(with: roles) }
    guard !rules.isEmpty, rules.allSatisfy(\.takesDay), !roles.contains(where: RoleWords.filers.contains),
        [header.stageReachedOn, header.day("submittedOn")].allSatisfy({ $0.map { $0 <= context.today } ?? true })
    else { return nil }
    return context.today
}
