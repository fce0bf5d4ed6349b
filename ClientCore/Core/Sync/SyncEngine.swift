import CaseProtocol

/// Syncs a replica with a server: takes the steps that ``SyncMachine`` decides on. One sync of a replica at a time.
public struct SyncEngine: Sendable {
    private let replica: Replica
    private let transport: any Transport
    private let pageBytes: Int?

    /// - Parameter pageBytes: the page size to ask for, for thin links; `nil` leaves it to the server.
    public init(replica: Replica, transport: any Transport, pageBytes: Int? = nil) {
        self.replica = replica
        self.transport = transport
        self.pageBytes = pageBytes
    }

    /// Sends what is pending and takes in what changed.
    ///
    /// Whatever is interrupted continues with the next call: nothing is lost and nothing happens twice.
    ///
    /// - Throws: ``TransportError`` when the server cannot be reached; a ``Problem`` when it refuses the conversation
    ///   (``ProblemCode/notSignedIn``, ``ProblemCode/protocolUnsupported``…); errors of the store.
    public func sync() async throws -> SyncReport {
        guard let session = try replica.signedIn else {
            throw Problem(.notSignedIn, "Nobody is signed in on this device.")
        }
        var machine = SyncMachine()
        var report = SyncReport()
        var action = machine.step(
            .begun(epoch: try replica.meta().epoch, isRoundStaged: try replica.isRoundStaged))
        while true {
            let event: SyncMachine.Event
            switch action {
            case .greet: event = try await answering { .greeted(try await transport.hello()) }
            case .adopt(let epoch, let dropsCursor):
                try replica.adopt(epoch: epoch, droppingCursor: dropsCursor)
                event = .adopted
            case .push(let from, let limits): event = try await push(from, limits, session, &report)
            case .pull:
                let request = try replica.pullRequest(pageBytes: pageBytes)
                event = try await answering {
                    let bytes = try await transport.pull(request, token: session.token)
                    // Whoever renewed the id meanwhile began another round; this page does not belong to it.
                    let isWanted = try replica.pullRequest(pageBytes: pageBytes) == request
                    return .pulled(isWanted ? PullPage(parsing: bytes) : nil)
                }
            case .stage(let page):
                try replica.stage(page)
                report.pages += 1
                event = .staged
            case .flip:
                try replica.flip(into: &report)
                event = .flipped
            case .dropCursor:
                try replica.dropCursor()
                event = .dropped
            case .renewIdentity:
                try replica.renewIdentity()
                report.renewedIdentity = true
                event = .renewed
            case .finish: return report
            case .fail(let problem): throw problem
            case .giveUp:
                throw TransportError.unreachable("The server's answers keep arriving damaged or cut short.")
            }
            action = machine.step(event)
        }
    }

    private func push(
        _ from: Int?, _ limits: Limits, _ session: Session, _ report: inout SyncReport
    ) async throws -> SyncMachine.Event {
        switch try replica.nextPush(from: from, limits: limits) {
        case .nothing: return .nothingToPush
        case .tooShort: return .outboxTooShort
        case .batch(let request):
            report.pushed += request.commands.count
            return try await answering {
                let reply = try await transport.push(request, token: session.token)
                #if PLANTED_BUGS
                    if PlantedBug.isOn(.outboxTrustsPushReply) {
                        try replica.store.write { transaction in
                            for record in reply.out { try transaction.removeOutboxEntry(record.mid) }
                        }
                    }
                #endif
                return .pushed(through: request.commands.last?.n ?? 0, reply)
            }
        }
    }

    /// What a request led to: what the server answered, or its refusal.
    private func answering(_ ask: () async throws -> SyncMachine.Event) async throws -> SyncMachine.Event {
        do { return try await ask() } catch let problem as Problem {
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
