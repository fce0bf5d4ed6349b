import CaseProtocol
import ClientCore

/// The process that used the store is no more.
struct Killed: Error {}
/// The device's disk is full, or fails.
struct DiskFault: Error {}

extension Error {
    /// Whether SQLite says so. Its name is enough: GRDB is not a thing of the simulator's.
    var isOfSQLite: Bool { "\(type(of: self))" == "DatabaseError" }
}

/// A store whose process can be killed, and whose disk can fail, at any of its transactions.
final class GuardedStore: ReplicaStore, @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    let inner: any ReplicaStore
    /// After how many writes the process is killed; whether the last of them still happens.
    var kill: (after: Int, reaches: Bool)?
    /// After how many writes how many of them fail.
    var fault: (after: Int, times: Int)?
    private(set) var isDead = false
    var onKilled: () -> Void = {}

    init(_ inner: any ReplicaStore) { self.inner = inner }

    func die() { isDead = true }

    func write<Value>(_ body: (any ReplicaTransaction) throws -> Value) throws -> Value {
        if isDead { throw Killed() }
        if let planned = fault {
            if planned.after > 0 {
                fault = (planned.after - 1, planned.times)
            } else if planned.times > 0 {
                fault = planned.times == 1 ? nil : (0, planned.times - 1)
                throw DiskFault()
            }
        }
        guard let planned = kill else { return try inner.write(body) }
        if planned.after > 0 {
            kill = (planned.after - 1, planned.reaches)
            return try inner.write(body)
        }
        kill = nil
        if planned.reaches { _ = try inner.write(body) }
        isDead = true
        onKilled()
        throw Killed()
    }

    func read<Value>(_ body: (any ReplicaSnapshot) throws -> Value) throws -> Value {
        if isDead { throw Killed() }
        return try inner.read(body)
    }

    func witness() throws -> ReplicaID? {
        if isDead { throw Killed() }
        return try inner.witness()
    }

    func setWitness(_ id: ReplicaID) throws {
        if isDead { throw Killed() }
        try inner.setWitness(id)
    }

    func scrub() throws {
        if isDead { throw Killed() }
        try inner.scrub()
    }
}
