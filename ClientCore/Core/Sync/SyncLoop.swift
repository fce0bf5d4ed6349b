import CaseProtocol

/// Decides when a replica that stays connected syncs again: on news, after the wait that the server asked for, and after
/// failures with growing pauses. ``SyncKeeper`` owns network and time and takes the steps.
public struct SyncLoop: Sendable {
    /// What happened.
    public enum Event: Sendable {
        case begun
        /// A sync came to its end.
        case synced(SyncReport)
        /// A sync did not. `gotSomething`: pages came before it broke.
        case failed(any Error, gotSomething: Bool)
        /// The server answered the question for news.
        case news(NewsAnswer)
        /// The question for news was not answered.
        case newsFailed(any Error)
        /// Something was put into the outbox meanwhile.
        case localWork
        /// Somebody else holds the replica.
        case inUse
        case slept
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        case sync
        /// Ask the server to say when there is something.
        case awaitNews
        case sleep(milliseconds: Int)
        /// The server will not have this conversation, and asking again does not help.
        case stop
    }

    private enum State {
        case idle, syncing, awaitingNews
        case sleeping(then: Action)
        case over
    }

    /// How often to sync with a server that has no news to tell, in milliseconds.
    public static let pollMilliseconds = 60_000
    /// The shortest time between two questions for news, in milliseconds: a server that answers at once with nothing is
    /// not asked without end.
    public static let newsPauseMilliseconds = 1_000
    /// How long to leave the replica to whoever holds it, in milliseconds, before trying again.
    public static let inUsePauseMilliseconds = 1_000

    private var state = State.idle
    private var backoff = Backoff()
    /// Whether the present sync was brought about by news.
    private var cameByNews = false
    private let random: any ReplicaRandom

    /// A loop that has not begun.
    public init(random: any ReplicaRandom) { self.random = random }

    /// Takes note of what happened and answers what to do next.
    public mutating func step(_ event: Event) -> Action {
        switch (state, event) {
        case (.idle, .begun): return sync()
        case (.syncing, .synced(let report)):
            backoff.reset()
            // News that bring nothing, from whatever server, must not make a loop without a pause.
            let isIdle = report.pushed == 0 && report.rows == 0 && report.outcomes.isEmpty
            if cameByNews, isIdle, report.waitSeconds == nil {
                return sleep(Self.newsPauseMilliseconds, then: .awaitNews)
            }
            guard let seconds = report.waitSeconds else { return awaitNews() }
            return sleep(Self.milliseconds(seconds), then: .awaitNews)
        case (.syncing, .failed(let error, let gotSomething)):
            if gotSomething { backoff.reset() }
            return failed(error)
        case (.awaitingNews, .news(let answer)):
            backoff.reset()
            if answer.isNews {
                cameByNews = true
                state = .syncing
                return .sync
            }
            return sleep(max(Self.newsPauseMilliseconds, Self.milliseconds(answer.waitSeconds)), then: .awaitNews)
        case (.awaitingNews, .newsFailed(let error)):
            // A server of an earlier version has no such address: ask for the data itself now and then.
            if let problem = error as? Problem, problem.code == .noRoute {
                return sleep(Self.pollMilliseconds, then: .sync)
            }
            // Another history, or a place that is none any more: a sync finds its way.
            if let problem = error as? Problem,
                [.epochChanged, .cursorInvalid, .cursorForeign].contains(problem.code)
            {
                cameByNews = true
                state = .syncing
                return .sync
            }
            return failed(error)
        case (.awaitingNews, .localWork): return sync()
        case (.syncing, .inUse): return sleep(Self.inUsePauseMilliseconds, then: .sync)
        case (.awaitingNews, .inUse): return sleep(Self.inUsePauseMilliseconds, then: .awaitNews)
        case (.sleeping(.sync), .slept): return sync()
        case (.sleeping, .slept): return awaitNews()
        default: preconditionFailure("\(event) while \(state)")
        }
    }

    private mutating func sync() -> Action {
        cameByNews = false
        state = .syncing
        return .sync
    }

    private mutating func awaitNews() -> Action {
        state = .awaitingNews
        return .awaitNews
    }

    private mutating func sleep(_ milliseconds: Int, then action: Action) -> Action {
        state = .sleeping(then: action)
        return .sleep(milliseconds: milliseconds)
    }

    private mutating func failed(_ error: any Error) -> Action {
        let problem = error as? Problem
        guard Self.isPassing(error) || problem.map({ Self.isPassing($0.code) }) ?? false else {
            state = .over
            return .stop
        }
        let pause = backoff.wait(random)
        return sleep(max(pause, Self.milliseconds(problem?.waitSeconds)), then: .sync)
    }

    /// As long as a server is believed to ask for; it may say anything.
    private static func milliseconds(_ seconds: Int?) -> Int {
        (seconds.flatMap(TransportReply.believed(waitSeconds:)) ?? 0) * 1_000
    }

    /// Whether it may pass by itself: a link comes back, and a disk is made roomy again.
    private static func isPassing(_ error: any Error) -> Bool {
        if case ReplicaFault.noRoom = error { return true }
        return error is TransportError
    }

    /// Whether the same request may be answered later.
    private static func isPassing(_ code: ProblemCode) -> Bool { [.busy, .tooManyAttempts, .internal].contains(code) }
}

/// What the server answered to the question whether there is anything to pull.
public struct NewsAnswer: Hashable, Sendable {
    /// Whether a pull would bring something.
    public var isNews: Bool
    /// After how many seconds the server asks to be spoken to again; `nil` when it does not say.
    public var waitSeconds: Int?

    /// Puts an answer together.
    public init(isNews: Bool, waitSeconds: Int? = nil) {
        self.isNews = isNews
        self.waitSeconds = waitSeconds
    }
}
