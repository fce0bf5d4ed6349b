public import CaseProtocol
internal import Synchronization

/// What is under way, for ``HerdSlots``.
final class LoadGauge: Sendable {
    private struct State {
        var exchanges = 0
        var slots: HerdSlots
    }

    private let state: Mutex<State>

    init(limits: LoadLimits) { state = Mutex(State(slots: HerdSlots(limits: limits))) }

    func begin(_ replica: ReplicaID, writes: Int, at now: Timestamp) -> HerdSlots.Decision {
        state.withLock { state in
            let decision = state.slots.decide(exchanges: state.exchanges, writes: writes, replica: replica, at: now)
            if case .take = decision { state.exchanges += 1 }
            return decision
        }
    }

    /// How many are under way.
    var exchanges: Int { state.withLock { $0.exchanges } }

    func end() { state.withLock { $0.exchanges -= 1 } }
}

extension ServerCore {
    /// Runs a push or a pull when there is room for it.
    ///
    /// - Returns: what `body` returned, and after how many seconds the replica is asked to come back.
    /// - Throws: a ``Problem`` with ``ProblemCode/busy`` and ``Problem/waitSeconds``; errors of `body`.
    public func admitted<Value: Sendable>(
        _ replica: ReplicaID, _ body: () async throws -> Value
    ) async throws -> (value: Value, backoffSeconds: Int?) {
        switch load.begin(replica, writes: store.waitingCount, at: clock.now()) {
        case .turnAway(let seconds):
            var problem = Problem.busy
            problem.waitSeconds = seconds
            throw problem
        case .take(let seconds):
            defer { load.end() }
            return (try await body(), seconds)
        }
    }
}
