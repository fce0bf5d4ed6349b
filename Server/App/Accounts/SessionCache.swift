internal import Synchronization

/// Who holds which token, as read before, so that a request costs no look into the store.
///
/// Exact while this process alone writes: whatever revokes a token goes through ``ServerCore`` and forgets everything
/// here before it answers.
final class SessionCache: Sendable {
    /// How many tokens are remembered; beyond that it starts anew.
    static let countMax = 20_000

    private struct State {
        /// Counts the times that everything was forgotten: what was read before must not come in after.
        var round = 0
        var people: [[UInt8]: SignedIn] = [:]
    }

    private let state = Mutex(State())

    /// Whom a token was found to belong to, and the round to hand to ``keep(_:under:of:)``.
    func look(up hash: [UInt8]) -> (person: SignedIn?, round: Int) {
        state.withLock { ($0.people[hash], $0.round) }
    }

    /// Remembers what was read since `round` was given out, unless everything was forgotten since.
    func keep(_ person: SignedIn, under hash: [UInt8], of round: Int) {
        state.withLock { state in
            guard state.round == round else { return }
            if state.people.count >= Self.countMax { state.people.removeAll() }
            state.people[hash] = person
        }
    }

    func forgetAll() {
        state.withLock { state in
            state.round += 1
            state.people.removeAll()
        }
    }
}
