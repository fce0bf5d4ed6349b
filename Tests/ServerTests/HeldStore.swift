import Synchronization

@testable import Server

/// A store in memory that does something between a commit and its answer, or between one read and what comes after it.
final class HeldStore: CaseStore {
    typealias Step = @Sendable () async throws -> Void

    private let inner: InMemoryCaseStore
    private let commitStep = Mutex<Step?>(nil)
    private let readStep = Mutex<Step?>(nil)

    init() throws { inner = InMemoryCaseStore(keys: try .random()) }

    var afterCommit: Step? {
        get { commitStep.withLock { $0 } }
        set { commitStep.withLock { $0 = newValue } }
    }

    /// Done once: what it does reads as well.
    func afterNextRead(_ step: @escaping Step) { readStep.withLock { $0 = step } }

    var writeCount: Int? { inner.writeCount }

    func onCommit(_ watcher: @escaping @Sendable (Touched) -> Void) { inner.onCommit(watcher) }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any CaseTransaction) throws -> Value) async throws -> Value
    {
        let value = try await inner.write(body)
        try await afterCommit?()
        return value
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any CaseSnapshot) throws -> Value) async throws -> Value {
        let value = try await inner.read(body)
        try await readStep.withLock { $0.take() }?()
        return value
    }
}
