internal import CaseProtocol
internal import Synchronization

/// Whether an answer that says yes as a whole refuses something inside, as one to a push does: its route knows, and
/// ``EvenRefusals`` has to.
final class RefusalNote: Sendable {
    private let found = Mutex(false)

    var isAny: Bool { found.withLock { $0 } }

    /// Takes note of commands that were refused: each of them may name what is hidden.
    func note(in reply: PushReply) {
        let isAny = reply.out.contains { record in
            if case .rejected = record.outcome { true } else { false }
        }
        if isAny { found.withLock { $0 = true } }
    }
}
