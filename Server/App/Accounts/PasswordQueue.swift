internal import CaseProtocol
internal import Dispatch
internal import Synchronization

/// Hashes passwords one after the other on a thread of its own: each takes a fraction of a second and 64 MiB, which
/// must neither hold up the requests of others nor be had in any number at once.
final class PasswordQueue: Sendable {
    /// How many may wait before the next is turned away.
    static let waitingMax = 64

    private let queue = DispatchQueue(label: "tatua.passwords")
    private let waiting = Mutex(0)
    private let done = Mutex(0)

    /// How much work was done: what tests hold answers against that must not tell one name from another.
    var doneCount: Int { done.withLock { $0 } }

    /// - Throws: ``Problem/busy`` when too many wait; what `work` throws.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let hasRoom = waiting.withLock { waiting in
            guard waiting < Self.waitingMax else { return false }
            waiting += 1
            return true
        }
        guard hasRoom else { throw Problem.busy }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                let result = Result { try work() }
                done.withLock { $0 += 1 }
                continuation.resume(with: result)
            }
        }
    }
}
