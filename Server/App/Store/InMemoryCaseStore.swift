import CaseCrypto
import Synchronization

/// A ``CaseStore`` that forgets everything when it goes: for tests and simulations. A savepoint is a copy of the world.
///
/// Nothing in it suspends, so under one thread its order is the order of the calls. A body must not call the store again.
public final class InMemoryCaseStore: CaseStore {
    private let world = Mutex(World())
    private let sealer: CommitSealer
    private let watch = CommitWatch()

    /// - Parameter sealer: chains and signs the commits.
    public init(sealer: CommitSealer) {
        self.sealer = sealer
    }

    /// A store whose commits are signed with `keys`.
    public convenience init(keys: LedgerKeys) {
        self.init(sealer: CommitSealer(key: keys.signingKey))
    }

    /// Another store with what is in this one now: a backup.
    public func copy() -> InMemoryCaseStore {
        let copy = InMemoryCaseStore(sealer: sealer)
        let content = world.withLock { $0 }
        copy.world.withLock { $0 = content }
        return copy
    }

    public var writeCount: Int? { world.withLock { $0.writeCount } }

    public func write<Value: Sendable>(_ body: @escaping @Sendable (any CaseTransaction) throws -> Value) async throws
        -> Value
    {
        let (value, touched) = try world.withLock { world in
            let transaction = WorldTransaction(world, sealer: sealer)
            let value = try body(transaction)
            world = transaction.world
            world.writeCount += 1
            let touched = world.touched
            world.touched = Touched()
            return (value, touched)
        }
        watch.tell(touched)
        return value
    }

    public func onCommit(_ watcher: @escaping @Sendable (Touched) -> Void) {
        watch.set(watcher)
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (any CaseSnapshot) throws -> Value) async throws
        -> Value
    {
        let snapshot = WorldSnapshot(world: world.withLock { $0 })
        return try body(snapshot)
    }
}
