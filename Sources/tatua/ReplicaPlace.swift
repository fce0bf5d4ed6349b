import ClientCore
import ClientCrypto
import ClientSQLite
import Foundation
import Synchronization

/// The folder of a replica, plain or sealed: opens what lies there, with the key that the key agent holds.
final class ReplicaPlace: Sendable {
    let home: String
    /// Whether the last opening found it sealed, and with what its files are opened.
    private let fileSeal = Mutex<(any ReplicaSeal)?>(nil)
    private let isSomebodyThere = Mutex(true)

    /// - Parameter home: the folder of the replica; the agent works from another one, so the whole path is taken.
    init(home: String) { self.home = URL(filePath: home).path }

    /// The agent of this replica, which may not run.
    var agent: AgentClient { AgentClient(home: home) }

    /// Takes note that what follows is not done by a person, and is no reason for the agent to wait with locking.
    func stayAlone() { isSomebodyThere.withLock { $0 = false } }

    /// Opens the replica.
    ///
    /// - Throws: ``ReplicaFault/locked(_:)`` for a sealed one whose agent does not run.
    func openReplica() throws -> Replica { try Replica(store: try openStore(), crypto: SystemReplicaCrypto()) }

    /// Opens the store, with the agent's key where it is sealed.
    func openStore() throws -> SQLiteReplicaStore {
        let isActivity = isSomebodyThere.withLock { $0 }
        return try openStore { [agent] _ in
            guard let key = agent.key(isActivity: isActivity) else {
                throw ReplicaFault.locked("This replica is locked. Run: tatua unlock")
            }
            return key
        }
    }

    /// Opens the store, with the key that `key` gets from its wraps where it is sealed.
    func openStore(_ key: (WrappedKey) throws -> ReplicaKey) throws -> SQLiteReplicaStore {
        var files: (any ReplicaSeal)?
        let store = try SQLiteReplicaStore.open(folder: home, index: agent) { bytes in
            let wrapped = try WrappedKey(parsing: bytes)
            let key = try key(wrapped)
            files = try wrapped.fileSeal(key)
            return try key.cells()
        }
        fileSeal.withLock { $0 = files }
        return store
    }

    /// Opens the place of the replica's files; after the replica.
    func openShelf() throws -> any BlobShelf {
        guard let seal = fileSeal.withLock({ $0 }) else { return try FileBlobShelf(replicaFolder: home) }
        return try SealedBlobShelf(replicaFolder: home, seal: seal)
    }
}
