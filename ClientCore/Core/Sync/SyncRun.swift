import CaseProtocol

/// One sync under way: asks the server what ``SyncMachine`` wants to know, and keeps what was learnt on the way.
struct SyncRun {
    private let replica: Replica
    private let transport: any Transport
    private var conversation: Conversation
    /// The page size that the caller wants; `nil` leaves it to the server.
    private let pageBytes: Int?
    private var pageSize: PageSize
    /// A page that came with the last push, for the pull that comes next.
    private var pageAtHand: (page: PullPage, asked: PullRequest)?
    var report = SyncReport()

    init(_ engine: SyncEngine, _ conversation: Conversation, _ pageBytes: Int?) {
        replica = engine.replica
        transport = engine.transport
        self.conversation = conversation
        self.pageBytes = engine.pageBytes
        pageSize = PageSize(bytes: pageBytes)
    }

    /// The page size when nothing went wrong, in bytes.
    private var pageLimit: Int {
        let limit = (conversation.hello?.limits ?? .standard).pageBytesMax
        return min(pageBytes ?? limit, limit)
    }

    mutating func greet() async throws -> SyncMachine.Event {
        let hello = try await transport.hello()
        conversation.hello = hello
        try replica.note(hello)
        return .greeted(hello)
    }

    mutating func push(_ from: Int?, _ limits: Limits) async throws -> SyncMachine.Event {
        switch try replica.nextPush(from: from, limits: limits) {
        case .nothing: return .nothingToPush
        case .tooShort: return .outboxTooShort
        case .batch(let request):
            report.pushed += request.commands.count
            return try await answering { try await $0.push(request) }
        }
    }

    private mutating func push(_ request: PushRequest) async throws -> SyncMachine.Event {
        var request = request
        // What changed comes with the reply to the last batch.
        if conversation.pullsWithPush, try replica.meta().next == (request.commands.last?.n ?? 0) + 1,
            try replica.walkWithoutCursor() == nil, try replica.hasIntakeRoom
        {
            request.pull = try pullRequest()
            // A body that is full takes nothing more: the pull goes on its own.
            let limit = (conversation.hello?.limits ?? .standard).bodyBytesMax
            if try CanonicalJSON.encode(request).count > limit { request.pull = nil }
        }
        let answer: PushAnswer
        do {
            answer = try await transport.push(request, in: conversation)
        } catch let error as TransportError {
            // What is sent again brings the same page again: it must be a smaller one.
            #if PLANTED_BUGS
                if PlantedBug.isOn(.stalledPushNotNoted) { throw error }
            #endif
            if case .stalled = error, request.pull != nil { try notePage(isWhole: false) }
            throw error
        }
        report.note(waitSeconds: answer.waitSeconds)
        #if PLANTED_BUGS
            if PlantedBug.isOn(.outboxTrustsPushReply) {
                try replica.store.write { transaction in
                    for record in answer.reply.out { try transaction.removeOutboxEntry(record.mid) }
                }
            }
        #endif
        pageAtHand = answer.page.flatMap { PullPage(parsing: $0) }.flatMap { page in request.pull.map { (page, $0) } }
        return .pushed(through: request.commands.last?.n ?? 0, answer.reply)
    }

    func compare(_ parts: [DigestAsk]) async throws -> SyncMachine.Event {
        let meta = try replica.meta()
        let request = DigestRequest(replica: meta.replica, epoch: meta.epoch ?? "", ask: parts)
        return .compared(try await transport.digest(request, token: conversation.token))
    }

    mutating func pull() async throws -> SyncMachine.Event {
        if let (page, asked) = pageAtHand {
            pageAtHand = nil
            guard try isWanted(asked) else { return .pulled(nil) }
            try notePage(isWhole: true)
            return .pulled(page)
        }
        let request = try pullRequest()
        let answer: PullAnswer
        do {
            answer = try await transport.pull(request, in: conversation)
        } catch let error as TransportError {
            if case .stalled = error { try notePage(isWhole: false) }
            throw error
        }
        report.note(waitSeconds: answer.waitSeconds)
        report.bytes += answer.bytesCarried
        switch answer.content {
        case .page(let bytes): return try isWanted(request) ? try take(bytes) : .pulled(nil)
        case .nothingNew(let moment):
            // In mid-round something is always due: the end of the round.
            guard try replica.meta().stagedCursor == nil, request.cursor != nil else { return .pulled(nil) }
            try replica.noteNothingNew(asOf: moment)
            report.complete = true
            report.asOf = try replica.meta().asOf
            return .pulledNothing
        }
    }

    /// Whether a page that was asked for so still belongs to the round: whoever renewed the replica's id meanwhile began
    /// another one.
    private func isWanted(_ asked: PullRequest) throws -> Bool {
        let now = try pullRequest()
        return asked.replica == now.replica && asked.cursor == now.cursor
    }

    /// Forgets a page that belongs to another place in the rows, or to another replica, than the one the sync goes on from.
    mutating func forgetPage() { pageAtHand = nil }

    private func pullRequest() throws -> PullRequest {
        try replica.pullRequest(pageBytes: pageSize.bytes.map { min($0, pageLimit) } ?? pageBytes)
    }

    private mutating func take(_ bytes: [UInt8]) throws -> SyncMachine.Event {
        #if PLANTED_BUGS
            let page = try PullPage(parsing: bytes) ?? replica.plantedPage(of: bytes)
        #else
            let page = PullPage(parsing: bytes)
        #endif
        try notePage(isWhole: page != nil)
        return .pulled(page)
    }

    private mutating func notePage(isWhole: Bool) throws {
        #if PLANTED_BUGS
            if PlantedBug.isOn(.stallNotNoted), !isWhole { return }
        #endif
        if isWhole { pageSize.came(limit: pageLimit) } else { pageSize.lost(limit: pageLimit) }
        try replica.note(pageSize)
    }

    /// What a request led to: what the server answered, or its refusal.
    mutating func answering(
        _ ask: (inout SyncRun) async throws -> SyncMachine.Event
    ) async throws -> SyncMachine.Event {
        do { return try await ask(&self) } catch let problem as Problem {
            #if PLANTED_BUGS
                if PlantedBug.isOn(.wipeOnRefusal), problem.code == .notSignedIn {
                    try replica.store.write { transaction in
                        for entry in try transaction.outbox() { try transaction.removeOutboxEntry(entry.mid) }
                        try transaction.removeRows(in: .server)
                    }
                }
            #endif
            return .refused(problem)
        }
    }
}
