public import CaseProtocol

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
    /// - Parameter bytesMax: how much may come; the sync ends after the page that exceeds it, and what came is kept for
    ///   the next one. `nil` for whatever there is.
    /// - Parameter progress: told after each page that is kept.
    public func sync(
        bytesMax: Int? = nil, progress: (SyncReport) -> Void = { _ in }
    ) async throws -> SyncReport {
        var report = SyncReport()
        try await run(&report, bytesMax, progress)
        // A server that lost what it had decided gets it again at once: people are told of it as one sync.
        if report.lost > 0 { try await run(&report, bytesMax, progress) }
        return report
    }

    private func run(
        _ report: inout SyncReport, _ bytesMax: Int?, _ progress: (SyncReport) -> Void
    ) async throws {
        let session = try await replica.enrol(over: transport)
        try replica.recountIfDue()
        let known = try replica.knownHello
        var run = SyncRun(self, Conversation(token: session.token, hello: known), try replica.meta().pageBytes)
        run.report = report
        var machine = SyncMachine()
        var action = machine.step(
            .begun(
                epoch: try replica.meta().epoch,
                // Without room for a flip, what waits is sent first all the same.
                isRoundStaged: try replica.isRoundStaged && replica.hasIntakeRoom, known: known))
        while true {
            let event: SyncMachine.Event
            switch action {
            case .greet: event = try await run.answering { try await $0.greet() }
            case .adopt(let epoch, let dropsCursor):
                try replica.adopt(epoch: epoch, droppingCursor: dropsCursor)
                run.forgetPage()
                event = .adopted
            case .push(let from, let limits): event = try await run.push(from, limits)
            case .pull, .pullAll:
                // Not a byte over the link for what cannot be kept. The server was spoken to, and has what waited.
                if try !replica.hasIntakeRoom { try replica.noteContact() }
                try replica.checkIntakeRoom()
                if case .pull = action, let walk = try replica.walkWithoutCursor() {
                    event = .cursorless(walk)
                } else {
                    event = try await run.answering { try await $0.pull() }
                }
            case .compare(let parts): event = try await run.answering { try await $0.compare(parts) }
            case .repair(let plan):
                try replica.begin(plan)
                run.report.repaired += plan.again.count
                event = .repairing
            case .stage(let page):
                try replica.stage(page)
                run.report.pages += 1
                run.report.rowsStaged += page.operations.count
                progress(run.report)
                if let bytesMax, run.report.bytes > bytesMax, !page.trailer.complete {
                    report = run.report
                    return
                }
                // A repair of many compartments takes several rounds and is shown as one.
                event = try replica.meta().again?.isEmpty ?? true ? .staged : .stagedInPart
            case .flip:
                try replica.flip(into: &run.report)
                let walk = run.report.digestMismatch == nil ? nil : try replica.walkAfterMismatch()
                event = walk.map { .disagreed($0) } ?? .flipped
            case .dropCursor:
                try replica.dropCursor()
                run.forgetPage()
                event = .dropped
            case .renewIdentity:
                try replica.renewIdentity()
                run.forgetPage()
                run.report.renewedIdentity = true
                event = .renewed
            case .finish:
                try replica.noteContact()
                try replica.scrubIfDue()
                report = run.report
                return
            case .fail(let problem): throw problem
            case .giveUp:
                throw TransportError.unreachable("The server's answers keep arriving damaged or cut short.")
            }
            action = machine.step(event)
        }
    }

    /// How much the next sync would take in; `nil` when the server cannot say.
    ///
    /// - Throws: as ``sync(bytesMax:progress:)``.
    public func estimate() async throws -> EstimateReply? {
        let session = try await replica.enrol(over: transport)
        do {
            return try await transport.estimate(try replica.pullRequest(), in: Conversation(token: session.token))
        } catch is Problem {
            // Whatever stands in the way, the sync that follows deals with it and says so.
            return nil
        }
    }

    /// What to ask for news with; `nil` for a replica that has read nothing yet, to which everything is news.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn``; errors of the store.
    public func newsInquiry() throws -> NewsInquiry? {
        guard let session = try replica.signedIn else {
            throw Problem(.notSignedIn, "Nobody is signed in on this device.")
        }
        let meta = try replica.meta()
        return (meta.stagedCursor ?? meta.cursor).map { cursor in
            NewsInquiry(
                replica: meta.replica, cursor: cursor, acked: meta.acked,
                conversation: Conversation(token: session.token, hello: meta.hello))
        }
    }
}
