import CaseProtocol
import ClientCore
import Synchronization

/// The power went.
struct PowerCut: Error {}

/// A store whose power goes at a chosen write, before or after that write is durable, and stays away.
final class FailingStore: ReplicaStore {
    enum Moment: CaseIterable { case before, after }

    private let inner: any ReplicaStore
    private let moment: Moment
    private let error: any Error
    private let left: Mutex<Int>

    /// - Parameter write: counted from 1; witness and scrub count as writes.
    init(_ inner: any ReplicaStore, at write: Int, _ moment: Moment, with error: any Error = PowerCut()) {
        self.inner = inner
        self.error = error
        self.moment = moment
        left = Mutex(write)
    }

    /// Whether the chosen write came.
    var hasFailed: Bool { left.withLock { $0 <= 0 } }

    func write<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value {
        try failing { try inner.write(body) }
    }
    func read<Value>(_ body: (any ReplicaSnapshot) throws -> Value) throws -> Value {
        if hasFailed { throw PowerCut() }
        return try inner.read(body)
    }
    func witness() throws -> ReplicaID? { try inner.witness() }
    func setWitness(_ id: ReplicaID) throws { try failing { try inner.setWitness(id) } }
    func scrub() throws { try failing { try inner.scrub() } }

    private func failing<Value>(_ body: () throws -> Value) throws -> Value {
        let remaining = left.withLock { left in
            left -= 1
            return left
        }
        if remaining < 0 || (remaining == 0 && moment == .before) { throw error }
        let value = try body()
        if remaining == 0 { throw error }
        return value
    }
}
