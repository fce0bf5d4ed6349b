public import CaseProtocol

/// Decides the next step of a sync; ``SyncEngine`` owns network and store and takes it.
///
/// greet → agree on a version and an epoch → push in batches → pull pages into staging → flip.
public struct SyncMachine: Sendable {
    /// What happened.
    public enum Event: Sendable {
        /// A sync begins. `epoch`: of the rows held; `isRoundStaged`: a complete round waits for its flip; `known`: what the
        /// server said of itself not long ago, so that it need not be greeted.
        case begun(epoch: String?, isRoundStaged: Bool, known: Hello? = nil)
        case greeted(Hello)
        /// The epoch is noted.
        case adopted
        /// A batch went out, up to number `through`.
        case pushed(through: Int, PushReply)
        /// There is nothing (more) to push.
        case nothingToPush
        /// The outbox does not reach back to the number that the server asked for.
        case outboxTooShort
        /// A page came; `nil` when it is damaged.
        case pulled(PullPage?)
        /// Nothing came past the cursor.
        case pulledNothing
        case staged
        /// Staged, and more is to be asked for again before it may be shown.
        case stagedInPart
        case flipped
        /// Flipped, and what is held is not what the server shows; the walk finds out where.
        case disagreed(RepairWalk)
        /// Nothing was pulled: the replica holds rows and has no cursor; the walk finds out which are still right.
        case cursorless(RepairWalk)
        /// The server answered the walk.
        case compared(DigestReply)
        /// The next pulls take anew what differs.
        case repairing
        /// The cursor is dropped.
        case dropped
        /// The replica has a new id.
        case renewed
        /// The server said no to the last request.
        case refused(Problem)
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        case greet
        /// Note the server's epoch; `dropsCursor`: it is another history than that of the rows held.
        case adopt(epoch: String, dropsCursor: Bool)
        /// Push a batch of what is pending, or of everything from number `from` on, settled or not.
        case push(from: Int?, Limits)
        case pull
        /// A pull without a cursor, even by a replica that holds rows.
        case pullAll
        case stage(PullPage)
        case flip
        /// Ask for digests: of these parts of audiences, or of all audiences.
        case compare([DigestAsk])
        case repair(RepairPlan)
        /// Forget cursor and staging; keep rows and outbox.
        case dropCursor
        case renewIdentity
        case finish
        case fail(Problem)
        /// Pages keep coming damaged.
        case giveUp
    }

    private enum State {
        case idle
        case greeting(epoch: String?)
        case adopting
        case pushing(from: Int?)
        case renewing(because: Problem?)
        case dropping
        case pulling
        case staging(complete: Bool)
        case flipping(thenGreeting: String??)
        case comparing(RepairWalk)
        case planned(RepairPlan)
        case over
    }

    /// Walks of one sync: one for what differs, and one for what changed meanwhile.
    public static let walksMax = 2
    /// How often a damaged page is asked for again.
    public static let damagedPagesMax = 3

    private var state = State.idle
    private var limits = Limits.standard
    private var epoch: String?
    private var damagedPages = 0
    private var lastNext: String?
    private var walkCount = 0
    /// What a flip at the beginning found to differ.
    private var unresolved: RepairWalk?
    /// Why the push was not taken; said at the end.
    private var failure: Problem?
    // Each remedy is tried once a sync: what does not help the first time will not the second.
    private var hasGreetedAgain = false
    private var hasDroppedCursor = false
    /// The server as it is remembered; `nil` once it has been greeted.
    private var remembered: Hello?
    private var hasRenewed = false

    /// A sync that has not begun.
    public init() {}

    /// Takes note of what happened and answers what to do next.
    public mutating func step(_ event: Event) -> Action {
        switch (state, event) {
        case (.idle, .begun(let epoch, let isRoundStaged, let known)):
            remembered = known
            guard isRoundStaged else { return open(epoch) }
            state = .flipping(thenGreeting: .some(epoch))
            return .flip
        case (.greeting(let known), .greeted(let hello)): return greeted(hello, known: known)
        case (.adopting, .adopted): return push(from: nil)
        case (.pushing, .pushed(let through, let reply)):
            // A server that stops early has deferred a command: everything after it waits.
            return reply.last >= through ? push(from: through + 1) : pull()
        case (.pushing, .nothingToPush): return pull()
        case (.pushing, .outboxTooShort): return renew(because: nil)
        case (.pushing(let from), .refused(let problem)): return refused(problem, pushedFrom: from)
        case (.renewing(let problem), .renewed):
            guard let problem else { return push(from: nil) }
            return end(.fail(problem))
        // Without a cursor a pull does not name its history, so a server that was only remembered is asked first.
        case (.dropping, .dropped): return remembered == nil ? pull() : greet()
        case (.pulling, .pulled(let page)): return pulled(page)
        case (.pulling, .pulledNothing):
            // Nothing came that would show whether what differed still does.
            guard let walk = unresolved else { return finish() }
            unresolved = nil
            return compare(walk) ?? finish()
        case (.pulling, .cursorless(let walk)): return compare(walk) ?? pullAll()
        case (.comparing(let walk), .compared(let reply)): return compared(reply, walk)
        case (.comparing(let walk), .refused(let problem)): return refused(problem, while: walk)
        case (.planned(let plan), .repairing): return plan.isLarge ? pullAll() : pull()
        case (.pulling, .refused(let problem)): return refused(problem)
        case (.staging(let complete), .staged):
            #if PLANTED_BUGS
                let complete = complete || PlantedBug.isOn(.flipBeforeComplete)
            #endif
            guard complete else { return pull() }
            state = .flipping(thenGreeting: nil)
            return .flip
        case (.staging, .stagedInPart): return pull()
        case (.flipping(.some(let epoch)), .disagreed(let walk)):
            unresolved = walk
            return open(epoch)
        case (.flipping(.some(let epoch)), .flipped):
            return open(epoch)
        case (.flipping(nil), .flipped): return finish()
        case (.flipping(nil), .disagreed(let walk)): return compare(walk) ?? finish()
        case (.greeting, .refused(let problem)): return end(.fail(problem))
        default: preconditionFailure("\(event) while \(state)")
        }
    }

    /// Begins to speak: at once with a server that is remembered, else with a greeting.
    private mutating func open(_ epoch: String?) -> Action {
        self.epoch = epoch
        guard let remembered, remembered.epoch == epoch else { return greet() }
        limits = remembered.limits
        return push(from: nil)
    }

    private mutating func greet() -> Action {
        remembered = nil
        state = .greeting(epoch: epoch)
        return .greet
    }

    private var isPulling: Bool { if case .pulling = state { true } else { false } }

    private mutating func greeted(_ hello: Hello, known: String?) -> Action {
        guard ProtocolVersion.negotiated(with: hello.proto) != nil else {
            return end(
                .fail(
                    Problem(
                        .protocolUnsupported,
                        "This program and the server have no version of the protocol in common; one of them needs an update.",
                        allowed: [hello.proto.min.description, hello.proto.max.description])))
        }
        limits = hello.limits
        epoch = hello.epoch
        state = .adopting
        return .adopt(epoch: hello.epoch, dropsCursor: known.map { $0 != hello.epoch } ?? false)
    }

    private mutating func push(from number: Int?) -> Action {
        state = .pushing(from: number)
        return .push(from: number, limits)
    }

    private mutating func pull() -> Action {
        state = .pulling
        return .pull
    }

    private mutating func pullAll() -> Action {
        state = .pulling
        return .pullAll
    }

    /// Begins a walk; `nil` when enough of them were made.
    private mutating func compare(_ walk: RepairWalk) -> Action? {
        guard walkCount < Self.walksMax else { return nil }
        walkCount += 1
        state = .comparing(walk)
        return .compare(walk.ask)
    }

    private mutating func compared(_ reply: DigestReply, _ walk: RepairWalk) -> Action {
        var walk = walk
        walk.take(reply)
        guard let plan = walk.plan else {
            state = .comparing(walk)
            return .compare(walk.ask)
        }
        state = .planned(plan)
        return .repair(plan)
    }

    /// A server that has no time for it now is compared with another time. One that gives no digests: without a cursor there is nothing for it but everything.
    private mutating func refused(_ problem: Problem, while walk: RepairWalk) -> Action {
        if !walk.isResync, [.tooManyAttempts, .busy].contains(problem.code) { return finish() }
        guard [.noRoute, .malformedBody].contains(problem.code) else { return refused(problem) }
        return walk.isResync ? pullAll() : finish()
    }

    private mutating func end(_ action: Action) -> Action {
        state = .over
        return action
    }

    private mutating func renew(because problem: Problem?) -> Action {
        guard !hasRenewed else { return end(.fail(problem ?? Self.lostCount)) }
        hasRenewed = true
        state = .renewing(because: problem)
        return .renewIdentity
    }

    private mutating func refused(_ problem: Problem, pushedFrom from: Int?) -> Action {
        switch problem.code {
        case .gap:
            guard let expected = problem.allowed?.first.flatMap({ Int($0) }), expected != from else {
                return end(.fail(problem))
            }
            return push(from: expected)
        // The number is taken by another command: this database is a copy. It gets an id of its own, and people are told.
        case .mutationMismatch: return renew(because: problem)
        // That a push cannot be taken keeps nobody from reading on.
        case let code where Self.isAboutPush(code) && (remembered == nil || !Self.isAboutAgreement(code)):
            failure = problem
            return pull()
        default: return refused(problem)
        }
    }

    /// Whether it says that this push cannot be taken, and nothing of what may be read.
    private static func isAboutPush(_ code: ProblemCode) -> Bool {
        [.internal, .bodyTooLarge, .malformedBody, .tooLong, .signatureMissing, .signatureWrong].contains(code)
    }

    private mutating func finish() -> Action { end(failure.map { .fail($0) } ?? .finish) }

    private mutating func refused(_ problem: Problem) -> Action {
        // Whatever may come of a memory that is no longer true is asked about first.
        if remembered != nil, Self.isAboutAgreement(problem.code) { return greet() }
        switch problem.code {
        case .epochChanged where !hasGreetedAgain:
            hasGreetedAgain = true
            return greet()
        // The epoch is agreed on and the cursor is of another all the same: without it the next round holds everything.
        case .epochChanged where isPulling && !hasDroppedCursor, .cursorInvalid where !hasDroppedCursor,
            .cursorForeign where !hasDroppedCursor:
            hasDroppedCursor = true
            state = .dropping
            return .dropCursor
        default: return end(.fail(problem))
        }
    }

    private mutating func pulled(_ page: PullPage?) -> Action {
        guard let page else {
            damagedPages += 1
            return damagedPages > Self.damagedPagesMax ? end(.giveUp) : pull()
        }
        guard page.trailer.complete || page.trailer.next != lastNext else { return end(.giveUp) }
        lastNext = page.trailer.next
        state = .staging(complete: page.trailer.complete)
        return .stage(page)
    }

    private static func isAboutAgreement(_ code: ProblemCode) -> Bool {
        [
            .epochChanged, .protocolMissing, .protocolUnsupported, .encodingUnsupported,
            .bodyTooLarge, .tooLong, .malformedBody, .noRoute,
        ].contains(code)
    }

    private static let lostCount = Problem(
        .gap, "The server and this device disagree about which commands were sent, and a new start did not help.")
}
