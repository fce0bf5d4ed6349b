import CaseProtocol
import GRDB
import Server
import Synchronization

/// How much the writer takes on.
package struct GroupCommitLimits: Sendable {
    /// Bodies in one transaction.
    package var groupMax: Int
    /// Bodies waiting; one more is refused.
    package var waitingMax: Int

    package init(groupMax: Int, waitingMax: Int) {
        self.groupMax = groupMax
        self.waitingMax = waitingMax
    }

    package static let standard = GroupCommitLimits(groupMax: 256, waitingMax: 4_096)
}

/// The one writer. Whatever queued while a group was being committed is the next group; no timer. One transaction a
/// group, one savepoint a member; nobody is answered before COMMIT returned.
final class GroupCommit: Sendable {
    private struct Queue {
        var waiting: [GroupMember] = []
        /// Whether the writer's thread is at work; it then takes what is added.
        var isDraining = false
        var groupCount = 0
    }

    private let pool: DatabasePool
    private let sealer: CommitSealer
    private let limits: GroupCommitLimits
    private let queue = Mutex(Queue())
    /// Told of each group.
    let watch = CommitWatch()
    /// Told how long each group took.
    let meter = GroupMeter()

    init(pool: DatabasePool, sealer: CommitSealer, limits: GroupCommitLimits) {
        self.pool = pool
        self.sealer = sealer
        self.limits = limits
    }

    var waitingCount: Int { queue.withLock { $0.waiting.count } }
    var groupCount: Int { queue.withLock { $0.groupCount } }

    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit(GroupMember(body, answer: { continuation.resume(with: $0) }))
        }
    }

    private func submit(_ member: GroupMember) {
        let (isTaken, isIdle) = queue.withLock { queue in
            guard queue.waiting.count < limits.waitingMax else { return (false, false) }
            queue.waiting.append(member)
            defer { queue.isDraining = true }
            return (true, !queue.isDraining)
        }
        guard isTaken else {
            member.fail(Problem(.busy, "The server has more work than it can take on. Try again later."))
            return
        }
        if isIdle { pool.asyncWriteWithoutTransaction { self.drain($0) } }
    }

    private func drain(_ db: Database) {
        while let group = nextGroup() { commit(group, db) }
    }

    private func nextGroup() -> ArraySlice<GroupMember>? {
        queue.withLock { queue in
            guard !queue.waiting.isEmpty else {
                queue.isDraining = false
                return nil
            }
            let group = queue.waiting.prefix(limits.groupMax)
            queue.waiting.removeFirst(group.count)
            return group
        }
    }

    private func commit(_ group: ArraySlice<GroupMember>, _ db: Database) {
        let began = ContinuousClock.now
        GroupTransaction(sealer: sealer).commit(group, db) { touched in
            queue.withLock { $0.groupCount += 1 }
            meter.tell(group.count, ContinuousClock.now - began)
            watch.tell(touched)
        }
    }
}

/// Who is told how long groups take. The closure lies in a structure for the reason that ``CommitWatch`` gives.
final class GroupMeter: Sendable {
    private struct Watcher: Sendable {
        let tell: @Sendable (Int, Double) -> Void
    }

    private let watcher = Mutex<Watcher?>(nil)

    func set(_ tell: @escaping @Sendable (Int, Double) -> Void) { watcher.withLock { $0 = Watcher(tell: tell) } }

    func tell(_ writes: Int, _ took: Duration) {
        let watcher = watcher.withLock { $0 }
        watcher?.tell(writes, took / .seconds(1))
    }
}

/// A body that waits to be run, and whoever waits for it.
struct GroupMember: Sendable {
    /// Runs the body. Gives back its error, if any, and the way to hand its result to whoever waits.
    let run: @Sendable (any CaseTransaction) -> (error: (any Error)?, answer: @Sendable () -> Void)
    /// Answers without running.
    let fail: @Sendable (any Error) -> Void

    init<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseTransaction) throws -> Value,
        answer: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        run = { transaction in
            let result = Result { try body(transaction) }
            guard case .failure(let error) = result else { return (nil, { answer(result) }) }
            return (error, { answer(result) })
        }
        fail = { answer(.failure($0)) }
    }
}
