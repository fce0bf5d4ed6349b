public import CaseProtocol

/// What the scheduler sends, as `system`, for deadlines whose last day is over; the longest overdue first.
///
/// Of a limit that each party has for itself the act names the party, by the id of its row. Each is dated by the day after the last one, whenever the scheduler comes to run. A deadline that was dealt with runs no more, so asking again sends nothing again.
public func lapses(in state: CaseState, on today: CivilDate, catalogue: Catalogue) -> [CaseAct] {
    guard let header = state.header,
        catalogue.procedure(of: header) != nil
    else { return [] }
    let ends = TimedEnd.due(in: state, on: today)
    let due = state.deadlines.filter { $0.isEnforced && !$0.awaitsConfirmation && $0.isOverdue(on: today) }
    return ends
        + due.sorted { ($0.row["dueOn"]?.string ?? "", $0.row.id) < ($1.row["dueOn"]?.string ?? "", $1.row.id) }
        .compactMap { deadline in
            let action: ActionID? =
                switch deadline.lapse {
                case .act(let action): action
                case .escalate, .rightEnds, .explain: "lapse"
                case nil: nil
                }
            return action.map {
                CaseAct(
                    caseID: state.caseID, action: $0, from: header.stage,
                    fields: deadline.party.map { [Seating.party.rawValue: .string($0.description)] } ?? [:],
                    occurredOn: deadline.dueOn?.adding(days: 1), deadline: deadline.key)
            }
        }
}

/// What the server sends, as `system`, when somebody holds other offices than before: what they were told for some days of who
/// complained, in an office that they may not hold any longer, ends.
///
/// - Parameter officer: for whom they acted when they asked, where only that ends.
public func closings(of user: UserID, actingFor officer: UserID? = nil, in state: CaseState) -> [CaseAct] {
    TimedEnd.lost(by: user, actingFor: officer, in: state)
}
