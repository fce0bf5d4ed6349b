import CaseProtocol

/// Keeps a replica in step with its server until it is cancelled: takes the steps that ``SyncLoop`` decides on.
///
/// It opens the replica for each piece of work and lets go of it before it waits, so that others can work on it.
public struct SyncKeeper: Sendable {
    /// How long the server may take to answer a question for news, in seconds.
    public static let newsWaitSeconds = 45
    /// The pause between two pieces of work of one round, in milliseconds, in which others get at the replica.
    static let turnMilliseconds = 100

    private let open: @Sendable () throws -> Replica
    private let transport: any Transport
    private let localWork: any LocalWork
    private let sleeper: any Sleeper
    private let random: any ReplicaRandom

    /// - Parameters:
    ///   - open: opens the replica for one piece of work; ``ReplicaFault/inUse(_:)`` while another program holds it.
    ///   - localWork: notices what is put into the outbox while it waits.
    public init(
        _ open: @escaping @Sendable () throws -> Replica, transport: any Transport,
        localWork: any LocalWork = NoLocalWork(), sleeper: any Sleeper = SystemSleeper(),
        random: any ReplicaRandom = SystemReplicaRandom()
    ) {
        self.open = open
        self.transport = transport
        self.localWork = localWork
        self.sleeper = sleeper
        self.random = random
    }

    /// What a step led to, for whoever watches.
    public enum Notice: Sendable {
        case synced(SyncReport)
        /// It did not work, and is tried again after `milliseconds`.
        case failed(any Error, againAfterMilliseconds: Int)
    }

    /// Syncs, waits for news or for something to send, and syncs again.
    ///
    /// - Parameter afterwards: what is to be done with the replica after each sync, a piece of it at a time; answers
    ///   whether there is more of it. Nobody else gets at the replica during a piece, and everybody between two.
    /// - Throws: `CancellationError` when the task is cancelled; what ends the conversation for good, such as a ``Problem``
    ///   with ``ProblemCode/notSignedIn``; what `afterwards` throws.
    public func run(
        _ notice: (Notice) throws -> Void, afterwards: (Replica) async throws -> Bool = { _ in false }
    ) async throws {
        var loop = SyncLoop(random: random)
        var action = loop.step(.begun)
        var failure: (any Error)?
        while true {
            try Task.checkCancellation()
            let event: SyncLoop.Event
            switch action {
            case .sync:
                failure = nil
                let round = try await sync(notice, afterwards)
                var isMore = round.isMore
                while isMore {
                    try await sleeper.sleep(milliseconds: Self.turnMilliseconds)
                    isMore = try await goOn(afterwards)
                }
                if case .failed(let error, _) = round.event { failure = error }
                event = round.event
            case .awaitNews:
                failure = nil
                event = try await news()
                // That a server has no news to tell is no failure.
                if case .newsFailed(let error) = event, (error as? Problem)?.code != .noRoute { failure = error }
            case .sleep(let milliseconds):
                if let failure { try notice(.failed(failure, againAfterMilliseconds: milliseconds)) }
                failure = nil
                try await sleeper.sleep(milliseconds: milliseconds)
                event = .slept
            case .stop: throw failure ?? CancellationError()
            }
            action = loop.step(event)
        }
    }

    /// One sync and the first piece of what comes after it.
    private func sync(
        _ notice: (Notice) throws -> Void, _ afterwards: (Replica) async throws -> Bool
    ) async throws -> (event: SyncLoop.Event, isMore: Bool) {
        var gotSomething = false
        let replica: Replica
        let report: SyncReport
        do {
            replica = try open()
            report = try await SyncEngine(replica: replica, transport: transport).sync { _ in gotSomething = true }
        } catch let error as CancellationError {
            throw error
        } catch ReplicaFault.inUse {
            return (.inUse, false)
        } catch {
            return (.failed(error, gotSomething: gotSomething), false)
        }
        try notice(.synced(report))
        return (.synced(report), try await afterwards(replica))
    }

    /// One more piece; whoever holds the replica at this moment goes first.
    private func goOn(_ afterwards: (Replica) async throws -> Bool) async throws -> Bool {
        do { return try await afterwards(try open()) } catch ReplicaFault.inUse { return true }
    }

    /// Asks for news, and looks for something to send meanwhile; the replica is free for as long as that takes.
    private func news() async throws -> SyncLoop.Event {
        do {
            let inquiry = try SyncEngine(replica: try open(), transport: transport).newsInquiry()
            guard let inquiry else { return .news(NewsAnswer(isNews: true)) }
            return try await withThrowingTaskGroup(of: SyncLoop.Event.self) { group in
                defer { group.cancelAll() }
                group.addTask { .news(try await transport.news(inquiry, waitSeconds: Self.newsWaitSeconds)) }
                group.addTask {
                    try await localWork.arrival()
                    return .localWork
                }
                return try await group.next() ?? .localWork
            }
        } catch let error as CancellationError {
            throw error
        } catch ReplicaFault.inUse {
            return .inUse
        } catch {
            return .newsFailed(error)
        }
    }
}
