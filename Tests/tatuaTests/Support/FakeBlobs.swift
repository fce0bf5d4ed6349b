import CaseProtocol
import ClientCore
import Synchronization

/// A server's side of files, in memory. It checks nothing.
final class FakeBlobs: BlobTransport {
    private struct State: Sendable {
        var held: [BlobID: [UInt8]] = [:]
        var refusal: Problem?
        var requests = 0
    }

    private let state = Mutex(State())

    /// What every part that is sent is answered with; `nil` takes it.
    var refusal: Problem? {
        get { state.withLock { $0.refusal } }
        set { state.withLock { $0.refusal = newValue } }
    }

    var held: [BlobID: [UInt8]] { state.withLock { $0.held } }
    /// How often somebody asked to send something.
    var requests: Int { state.withLock { $0.requests } }

    func uploadState(of blob: BlobID, token: String) async throws -> BlobStanding {
        state.withLock { state in
            state.requests += 1
            return BlobStanding(offset: state.held[blob]?.count ?? 0, isComplete: false)
        }
    }

    func upload(_ part: [UInt8], of blob: BlobID, at offset: Int, length: Int, token: String) async throws
        -> BlobStanding
    {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.held[blob, default: []] += part
            let count = state.held[blob]?.count ?? 0
            return BlobStanding(offset: count, isComplete: count == length)
        }
    }

    func download(_ blob: BlobID, at offset: Int, count: Int, token: String) async throws -> [UInt8] {
        state.withLock { Array(($0.held[blob] ?? []).dropFirst(offset).prefix(count)) }
    }
}
