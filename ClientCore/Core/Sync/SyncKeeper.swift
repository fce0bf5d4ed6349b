import CaseProtocol

/// Keeps a replica in step with its server until it is cancelled: takes the steps that ``SyncLoop`` decides on.
public struct SyncKeeper: Sendable {
    /// How long the server may take to answer a question for news, in seconds.
    public static let newsWaitSeconds = 45

    private let engine: SyncEngine
    private let sleeper: any Sleeper
    private let random: any ReplicaRandom

    /// - Parameter engine: does each sync.
    public init(
        _ engine: SyncEngine, sleeper: any Sleeper = SystemSleeper(), random: any ReplicaRandom = SystemReplicaRandom()
    ) {
        self.engine = engine
        self.sleeper = sleeper
        self.random = random
    }

    /// What a step led to, for whoever watches.
    public enum Notice: Sendable {
        case synced(SyncReport)
        /// It did not work, and is tried again after `milliseconds`.
        case failed(any Error, againAfterMilliseconds: Int)
    }

    /// Syncs, waits for news, and syncs again.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; what ends the conversation for good, such as a ``Problem``
    ///   with ``ProblemCode/notSignedIn``.
    public func run(_ notice: (Notice) throws -> Void) async throws {
        var loop = SyncLoop(random: random)
        var action = loop.step(.begun)
        var failure: (any Error)?
        while true {
            try Task.checkCancellation()
            let event: SyncLoop.Event
            switch action {
            case .sync:
                failure = nil
                event = try await sync()
                switch event {
                case .synced(let report): try notice(.synced(report))
                case .failed(let error, _): failure = error
                default: break
                }
            case .awaitNews:
                failure = nil
                do {
                    event = .news(try await engine.news(waitSeconds: Self.newsWaitSeconds))
                } catch let error as CancellationError {
                    throw error
                } catch {
                    // That a server has no news to tell is no failure.
                    if (error as? Problem)?.code != .noRoute { failure = error }
                    event = .newsFailed(error)
                }
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

    private func sync() async throws -> SyncLoop.Event {
        var gotSomething = false
        do {
            return .synced(try await engine.sync { _ in gotSomething = true })
        } catch let error as CancellationError {
            throw error
        } catch {
            return .failed(error, gotSomething: gotSomething)
        }
    }
}
