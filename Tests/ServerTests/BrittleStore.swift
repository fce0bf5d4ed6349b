import CaseCrypto
import CaseProtocol
import Synchronization

@testable import Server

/// A store in memory that takes no writes while it is told so.
final class BrittleStore: CaseStore {
    private struct Broken: Error {}

    private let inner: InMemoryCaseStore
    private let isBroken = Mutex(false)

    init() { inner = InMemoryCaseStore(keys: Self.keys) }

    private static let keys: LedgerKeys = {
        guard let keys = try? LedgerKeys.example() else { preconditionFailure("no keys for a test") }
        return keys
    }()

    func breaks(_ isBroken: Bool) { self.isBroken.withLock { $0 = isBroken } }
    var writeCount: Int? { inner.writeCount }
    var waitingCount: Int { inner.waitingCount }
    func onCommit(_ watcher: @escaping @Sendable (Touched) -> Void) { inner.onCommit(watcher) }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseTransaction) throws -> Value
    ) async throws -> Value {
        if isBroken.withLock({ $0 }) { throw Broken() }
        return try await inner.write(body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseSnapshot) throws -> Value
    ) async throws -> Value { try await inner.read(body) }
}
