import CaseProtocol

/// Syncs a replica with a server: takes the steps that ``SyncMachine`` decides on. One sync of a replica at a time.
public struct SyncEngine: Sendable {
    let replica: Replica
    let transport: any Transport
    let pageBytes: Int?

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
        var report = SyncReport()
        try await run(&report)
        // A server that lost what it had decided gets it again at once: people are told of it as one sync.
        if report.lost > 0 { try await run(&report) }
        return report
    }

    private func run(_ report: inout SyncReport) async throws {
        guard let session = try replica.signedIn else {
            throw Problem(.notSignedIn, "Nobody is signed in on this device.")
        }
        try replica.recountIfDue()
        let known = try replica.knownHello
        var run = SyncRun(self, Conversation(token: session.token, hello: known), try replica.meta().pageBytes)
        run.report = report
        var machine = SyncMachine()
        var action = machine.step(
            .begun(epoch: try replica.meta().epoch, isRoundStaged: try replica.isRoundStaged, known: known))
        while true {
            let event: SyncMachine.Event
            switch action {
            case .greet: event = try await run.answering { try await $0.greet() }
            case .adopt(let epoch, let dropsCursor):
                try replica.adopt(epoch: epoch, droppingCursor: dropsCursor)
                event = .adopted
            case .push(let from, let limits): event = try await run.push(from, limits)
            case .pull:
                if let walk = try replica.walkWithoutCursor() {
                    event = .cursorless(walk)
                } else {
                    event = try await run.answering { try await $0.pull() }
                }
            case .pullAll: event = try await run.answering { try await $0.pull() }
            case .compare(let parts): event = try await run.answering { try await $0.compare(parts) }
            case .repair(let plan):
                try replica.begin(plan)
                run.report.repaired += plan.again.count
                event = .repairing
            case .stage(let page):
                try replica.stage(page)
                run.report.pages += 1
                event = .staged
            case .flip:
                try replica.flip(into: &run.report)
                let walk = run.report.digestMismatch == nil ? nil : try replica.walkAfterMismatch()
                event = walk.map { .disagreed($0) } ?? .flipped
            case .dropCursor:
                try replica.dropCursor()
                event = .dropped
            case .renewIdentity:
                try replica.renewIdentity()
                run.report.renewedIdentity = true
                event = .renewed
            case .finish:
                report = run.report
                return
            case .fail(let problem): throw problem
            case .giveUp:
                throw TransportError.unreachable("The server's answers keep arriving damaged or cut short.")
            }
            action = machine.step(event)
        }
    }
}
