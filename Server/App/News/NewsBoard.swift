internal import CaseProtocol
internal import Synchronization

/// Those who wait for news, and how a commit finds the ones whom it may concern.
final class NewsBoard: Sendable {
    /// How many may wait at once, of all and of one person.
    static let waitersMax = 4_096
    static let waitersOfOneMax = 8

    struct Ticket: Hashable, Sendable { fileprivate let number: Int }

    private struct Waiter {
        let user: UserID
        let replica: ReplicaID
        /// `nil` until it is known to which ones the person belongs: then any commit may concern them.
        var audiences: Set<AudienceID>?
        var isWoken = false
        var isOver = false
        var sleeper: CheckedContinuation<Void, Never>?

        func concerns(_ touched: Touched) -> Bool {
            guard let audiences else { return true }
            return touched.users.contains(user) || touched.replicas.contains(replica)
                || !audiences.isDisjoint(with: touched.audiences)
        }
    }

    private struct State {
        var waiters: [Int: Waiter] = [:]
        var last = 0
    }

    private let state = Mutex(State())

    /// How many wait.
    var count: Int { state.withLock { $0.waiters.count } }

    /// A place to wait at; `nil` when there is none left. ``leave(_:)`` gives it back.
    func enter(_ user: UserID, _ replica: ReplicaID) -> Ticket? {
        state.withLock { state in
            guard state.waiters.count < Self.waitersMax,
                state.waiters.values.count(where: { $0.user == user }) < Self.waitersOfOneMax
            else { return nil }
            state.last += 1
            state.waiters[state.last] = Waiter(user: user, replica: replica)
            return Ticket(number: state.last)
        }
    }

    func leave(_ ticket: Ticket) {
        _ = state.withLock { $0.waiters.removeValue(forKey: ticket.number) }
    }

    /// From now on only these audiences' commits wake.
    func narrow(_ ticket: Ticket, to audiences: Set<AudienceID>) {
        state.withLock { $0.waiters[ticket.number]?.audiences = audiences }
    }

    /// Returns when something may have come since the last call, or the time is over. Answers whether to look.
    func wait(_ ticket: Ticket) async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    guard let waiter = state.waiters[ticket.number], !waiter.isWoken, !waiter.isOver else {
                        return true
                    }
                    state.waiters[ticket.number]?.sleeper = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            end(ticket)
        }
        return state.withLock { state in
            state.waiters[ticket.number]?.isWoken = false
            return state.waiters[ticket.number].map { !$0.isOver } ?? false
        }
    }

    /// Ends the waiting of one.
    func end(_ ticket: Ticket) {
        let sleeper = state.withLock { state in
            state.waiters[ticket.number]?.isOver = true
            return state.waiters[ticket.number]?.sleeper.take()
        }
        sleeper?.resume()
    }

    /// Wakes those whom `touched` may concern.
    func tell(_ touched: Touched) {
        let sleepers = state.withLock { state in
            var sleepers: [CheckedContinuation<Void, Never>] = []
            for (number, waiter) in state.waiters where waiter.concerns(touched) {
                state.waiters[number]?.isWoken = true
                if let sleeper = state.waiters[number]?.sleeper.take() { sleepers.append(sleeper) }
            }
            return sleepers
        }
        for sleeper in sleepers { sleeper.resume() }
    }
}
