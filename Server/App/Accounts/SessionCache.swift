internal import CaseProtocol
internal import Synchronization
internal import Workflow

/// Who holds which token, as read before, so that a request costs no look into the store.
///
/// Exact while this process alone writes: the store tells of every account whose sign-ins or rights changed before the
/// writer is answered, and they are forgotten then. A write looks once more, in its own transaction
/// (``CaseTransaction/check(_:)``).
final class SessionCache: Sendable {
    /// How many tokens are remembered; beyond that it starts anew.
    static let countMax = 20_000

    /// What is known of a token.
    struct Known: Sendable {
        let person: SignedIn
        let rule: SessionRule
        /// The last day that is on record for it.
        var seenOn: CivilDate?
    }

    private struct State {
        /// Counts the times that something was forgotten: what was read before must not come in after.
        var round = 0
        var known: [[UInt8]: Known] = [:]
        var hashes: [UserID: Set<[UInt8]>] = [:]
    }

    private let state = Mutex(State())

    /// What a token was found to be, and the round to hand to ``keep(_:under:of:)``.
    func look(up hash: [UInt8]) -> (known: Known?, round: Int) {
        state.withLock { ($0.known[hash], $0.round) }
    }

    /// Remembers what was read since `round` was given out, unless something was forgotten since.
    func keep(_ known: Known, under hash: [UInt8], of round: Int) {
        state.withLock { state in
            guard state.round == round else { return }
            if state.known.count >= Self.countMax {
                state.known.removeAll()
                state.hashes.removeAll()
            }
            state.known[hash] = known
            state.hashes[known.person.party.id, default: []].insert(hash)
        }
    }

    /// Notes that a day is on record.
    func note(_ day: CivilDate, under hash: [UInt8]) { state.withLock { $0.known[hash]?.seenOn = day } }

    /// Forgets what is known of these people's tokens.
    func forget(_ users: Set<UserID>) {
        if users.isEmpty { return }
        state.withLock { state in
            state.round += 1
            for user in users {
                for hash in state.hashes.removeValue(forKey: user) ?? [] { state.known[hash] = nil }
            }
        }
    }

    func forgetAll() {
        state.withLock { state in
            state.round += 1
            state.known.removeAll()
            state.hashes.removeAll()
        }
    }
}
