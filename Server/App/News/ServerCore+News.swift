public import CaseProtocol
internal import Workflow

/// What a replica asks when it wants to be told that there is something to pull.
public struct NewsQuestion: Hashable, Sendable {
    /// The longest wait, in seconds: shorter than the minute after which a silent connection counts as broken.
    public static let waitSecondsMax = 55

    public var cursor: String
    /// As in a pull; `nil` when outcomes are not what it waits for.
    public var acked: Int?
    public var waitSeconds: Int
    /// Whose outcomes count; `nil` for the replica that the token was given to. A renewed one has another id.
    public var replica: ReplicaID?

    public init(cursor: String, acked: Int?, waitSeconds: Int, replica: ReplicaID? = nil) {
        self.replica = replica
        self.cursor = cursor
        self.acked = acked
        self.waitSeconds = min(max(waitSeconds, 0), Self.waitSecondsMax)
    }
}

/// The answer to it, and nothing else.
public struct NewsFound: Hashable, Sendable {
    public var isNews: Bool
    /// After how many seconds to ask again; `nil` for at once.
    public var backoffSeconds: Int?
}

extension ServerCore {
    /// What whoever finds no place to wait at is asked to wait at home, in seconds.
    static let newsBackoffSeconds = 60

    /// Answers as soon as a pull would bring rows, a leave or an outcome, or when the time is over.
    ///
    /// - Parameter pause: lets so many seconds pass.
    /// - Throws: what a pull with this cursor would.
    public func news(
        _ question: NewsQuestion, as person: SignedIn,
        pause: @escaping @Sendable (Int) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) async throws -> NewsFound {
        let epoch = try await identity().epoch
        let probe = NewsProbe(question: question, person: person, epoch: epoch, cursors: cursors, asOf: clock.now())
        guard let ticket = newsBoard.enter(person.party.id, question.replica ?? person.replica) else {
            let isNews = try await readHistory(epoch, probe.look).isNews
            return NewsFound(isNews: isNews, backoffSeconds: Self.newsBackoffSeconds)
        }
        defer { newsBoard.leave(ticket) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            let board = newsBoard
            group.addTask {
                // Cut short when the answer is there; the waiting is over either way.
                try? await pause(question.waitSeconds)
                board.end(ticket)
            }
            repeat {
                let found = try await readHistory(epoch, probe.look)
                if found.isNews { return NewsFound(isNews: true) }
                board.narrow(ticket, to: found.audiences)
            } while await board.wait(ticket)
            return NewsFound(isNews: false)
        }
    }
}

/// Looks at the same windows as a pull.
struct NewsProbe: Sendable {
    let question: NewsQuestion
    let person: SignedIn
    let epoch: UInt64
    let cursors: CursorSealer
    let asOf: Timestamp

    /// Whether a pull would bring something, and the audiences that its person belongs to.
    @Sendable func look(in snapshot: any CaseSnapshot) throws -> (isNews: Bool, audiences: Set<AudienceID>) {
        let replica = question.replica ?? person.replica
        let acked = try question.acked ?? snapshot.replica(replica)?.last ?? 0
        // A page ends with its first line: that there is one is all that matters.
        let pull = PullUseCase(
            request: PullRequest(replica: replica, cursor: question.cursor, acked: acked), user: person.party.id,
            epoch: epoch, asOf: asOf, cursors: cursors, pageBytesMax: 1)
        let manner = PullManner(takesGzip: false, takesNothingNew: true)
        let isNews = try pull.answer(in: snapshot, manner, after: []).answer != .nothingNew
        let audiences = try snapshot.memberships(of: person.party.id).filter { $0.to == nil }.map(\.audience)
        return (isNews, Set(audiences))
    }
}
