internal import CaseProtocol
internal import Synchronization

/// How replicas stood at their last complete pull, so that a pull to which nothing was added is answered without a look
/// into the store. Holds only while the store's ``CaseStore/writeCount`` is the same.
final class IdlePulls: Sendable {
    /// How many replicas are remembered; beyond that it starts anew.
    static let countMax = 20_000

    private struct Standing {
        let user: UserID
        let writeCount: Int
        let trailer: PullTrailer
    }

    private let standings = Mutex<[ReplicaID: Standing]>([:])

    /// The trailer of a page without anything on it; `nil` when the store must be asked.
    func trailer(
        for request: PullRequest, of user: UserID, at writeCount: Int?, asOf now: Timestamp
    ) -> PullTrailer? {
        guard let standing = standings.withLock({ $0[request.replica] }), standing.writeCount == writeCount,
            standing.user == user, standing.trailer.next == request.cursor, request.acked == standing.trailer.last,
            request.again == nil, request.lastMid != true
        else { return nil }
        var trailer = standing.trailer
        trailer.count = 0
        trailer.out = []
        trailer.asOf = max(now, trailer.asOf)
        return trailer
    }

    /// Remembers how a pull ended.
    ///
    /// - Parameter writeCount: as it was before the snapshot of the pull was taken.
    func note(_ trailer: PullTrailer, of replica: ReplicaID, _ user: UserID, at writeCount: Int?) {
        guard trailer.complete, let writeCount else { return }
        standings.withLock { standings in
            if standings.count >= Self.countMax, standings[replica] == nil { standings.removeAll() }
            standings[replica] = Standing(user: user, writeCount: writeCount, trailer: trailer)
        }
    }
}
