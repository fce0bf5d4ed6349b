import CaseProtocol

/// Conditions about days and time limits.
extension GuardCheck {
    func answerInTime(_ condition: Guard) -> Answer {
        switch condition {
        case .gate(let key): gate(key)
        case .leadTime(let days, let field):
            yesNo(date(field).map { actDay.adding(days: days) <= $0 } ?? false)
        case .notBefore(let later, let earlier): yesNo(isOrdered(later, earlier, atLeast: 0))
        case .daysApart(let later, let earlier, let days): yesNo(isOrdered(later, earlier, atLeast: days))
        case .monthsAtMost(let later, let earlier, let months):
            yesNo(
                date(later).flatMap { last in date(earlier).map { last <= $0.adding(months: months) } } ?? true)
        // What expires by itself and what may not be done before a day is not for the parties to move.
        case .namedRuns:
            yesNo(
                state.deadlines.contains {
                    namedLimit.means($0) && $0.isRunning && $0.kind != .gate && $0.kind != .cap
                        && !($0.kind == .window && $0.isOverdue(on: actDay))
                })
        case .namedOverrun:
            yesNo(
                state.deadlines.contains {
                    namedLimit.means($0) && $0.row["explanation"] == nil
                        && ($0.isLate || $0.isOverdue(on: context.today))
                })
        case .datesToConfirm:
            yesNo(state.deadlines.contains { $0.awaitsConfirmation(of: standing.party.id) })
        default: .no
        }
    }

    /// A gate that does not run, or is over, bars nothing. Paused it bars: how many days are left is known, not when they end.
    private func gate(_ key: DeadlineKey) -> Answer {
        guard let gate = state.latestDeadline(key) else { return .yes }
        switch gate.state {
        case .met, .cancelled: return .yes
        case .paused: return .no
        case .running, .lapsed: return yesNo(gate.opensOn.map { $0 <= actDay } ?? true)
        }
    }

    private func isOrdered(_ later: FieldID, _ earlier: FieldID, atLeast days: Int) -> Bool {
        guard let last = date(later), let first = date(earlier) else { return true }
        return first.adding(days: days) <= last
    }
}
