import CaseProtocol
import Workflow

/// Decides on a device whose clock cannot be believed: what would be refused for its day alone is decided as on the day from
/// which, or until which, it is lawful, and the server is said to decide that.
func decideWithoutClock(
    _ command: CaseCommand, on state: CaseState?, by party: Party, in context: DecisionContext
) throws(Refusal) -> Decision {
    var context = context
    // Each try moves to the day that one rule asks for; two that contradict each other are the server's to tell.
    for _ in 0..<3 {
        do {
            var decision = try decide(command, on: state, by: party, in: context)
            decision.unknowns.append("what day it is: this device's clock does not fit what the server last said")
            return decision
        } catch {
            guard let day = error.lawfulDay else { throw error }
            context.now = .noon(of: day)
        }
    }
    return try decide(command, on: state, by: party, in: context)
}

extension Refusal {
    /// The nearest day on which it would not be refused for its day.
    fileprivate var lawfulDay: CivilDate? {
        switch self {
        case .dateInFuture(_, let date, _): date
        case .tooEarly(_, let earliest): earliest
        case .tooLate(_, _, let closedOn): closedOn
        default: nil
        }
    }
}

extension Timestamp {
    /// Noon of a day in UTC: the same day in Nairobi.
    fileprivate static func noon(of day: CivilDate) -> Timestamp {
        Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000 + 43_200_000)
    }
}
