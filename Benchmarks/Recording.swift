import ClientCore
import Synchronization

/// Carries requests over another transport and keeps the answers.
final class Recording: CarriedTransport {
    private let carrier: any CarriedTransport
    private let kept = Mutex<[(path: String, reply: TransportReply)]>([])

    init(over carrier: any CarriedTransport) { self.carrier = carrier }

    func carry(_ request: TransportRequest) async throws -> TransportReply {
        let reply = try await carrier.carry(request)
        kept.withLock { $0.append((request.path, reply)) }
        return reply
    }

    /// The same answers in the same order, from memory.
    func played() -> Played { Played(kept.withLock { $0 }) }
}

/// Answers as a server did before.
final class Played: CarriedTransport {
    private let left: Mutex<[(path: String, reply: TransportReply)]>

    init(_ replies: [(path: String, reply: TransportReply)]) { left = Mutex(replies.reversed()) }

    func carry(_ request: TransportRequest) async throws -> TransportReply {
        let next = left.withLock { $0.popLast() }
        guard let next, next.path == request.path else {
            throw BenchmarkError("\(request.path) was not asked before at this point")
        }
        return next.reply
    }
}
