import ArgumentParser
import CaseProtocol
import ClientCore

/// Exchanges what changed with the server.
struct Sync: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Send what waits and take in what changed; needs the server.",
        discussion: """
            What is interrupted goes on with the next sync: nothing is lost, and nothing happens twice. Of files, \
            thumbnails are exchanged and small ones of your own are sent; --files sends and gets all of them.
            """)

    @Flag(
        name: .customLong("keep"),
        help: "Stay, and sync whenever there is something new here or there; ends with Ctrl-C.")
    var stays = false

    @Flag(name: .customLong("estimate"), help: "Only ask how much a sync would take in.")
    var onlyEstimates = false

    @Option(
        name: .customLong("max-bytes"),
        help: "End after the page with which more than so many bytes came; the next sync goes on from there.")
    var bytesMax: Int?

    @Flag(help: "Also send large files, and get the files of the cases that you see.")
    var files = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let bytesMax, bytesMax < 1 { throw ValidationError("--max-bytes is at least 1.") }
        if stays, onlyEstimates || bytesMax != nil {
            throw ValidationError("--keep goes with neither --estimate nor --max-bytes.")
        }
    }

    func answer(in world: World) async throws -> Answer {
        if stays { return try await stay(in: world) }
        let replica = try world.replica(isToSync: true)
        let session = try replica.session
        if onlyEstimates { return try await estimate(replica, session, in: world) }
        let shelf = try world.openShelf()
        let report: SyncReport
        let moved: FilesMoved
        var left: EstimateReply?
        do {
            (report, moved) = try await world.withLink(session.server) { link in
                let engine = SyncEngine(replica: replica, transport: link.transport)
                if try replica.asOf == nil, let size = try await engine.estimate() {
                    world.terminal.complain(SyncScreen.size(size))
                }
                let report = try await engine.sync(bytesMax: bytesMax)
                if !report.complete { left = try await engine.estimate() }
                try replica.prune(shelf)
                return (report, try await FilesMoved(replica, shelf, link.blobs, all: files))
            }
        } catch let error as TransportError {
            let waiting = try replica.pendingCount
            let queued =
                waiting == 0
                ? "" : " Your work stays queued: \(Wording.count(waiting, "change")) not yet received by the server."
            throw Problem(.unreachable, error.sentence + queued)
        } catch ReplicaFault.noRoom(let sentence) {
            let waiting = try replica.pendingCount
            let wait = waiting == 1 ? "waits" : "wait"
            let owed =
                waiting == 0
                ? "" : " \(Wording.count(waiting, "change")) of yours \(wait) for the server's answer."
            throw Problem(.noRoomHere, sentence + owed)
        } catch let problem as Problem where [.wipeOrdered, .notSignedIn].contains(problem.code) {
            guard let wiped = try await WipeOnOrder.answer(after: problem, replica, in: world) else { throw problem }
            return wiped
        } catch var problem as Problem where problem.code == .termsNeeded && session.isNameless {
            problem.message +=
                " The way to give it: tatua login \(session.server) --receipt-code --accept-terms VERSION"
            throw problem
        } catch var problem as Problem where problem.waitSeconds != nil {
            problem.message += " " + SyncScreen.wait(problem.waitSeconds ?? 0)
            throw problem
        }
        let outcomes = try report.outcomes.map { try OutboxView($0, in: replica) }
        return SyncScreen.answer(report, outcomes, moved, try Standing(replica), left: left)
    }

    private func estimate(_ replica: Replica, _ session: Session, in world: World) async throws -> Answer {
        let size = try await world.withServer(session.server) {
            try await SyncEngine(replica: replica, transport: $0).estimate()
        }
        guard let size else {
            throw Problem(.noRoute, "This server cannot say how much there is; it is of an earlier version.")
        }
        var page = Page()
        page.say(SyncScreen.size(size))
        return Answer(page: page, json: SyncScreen.json(size))
    }

    /// Stays in step until that ends, be it by an order to erase this replica.
    private func stay(in world: World) async throws -> Answer {
        do {
            try await keep(in: world)
        } catch let problem as Problem where [.wipeOrdered, .notSignedIn].contains(problem.code) {
            let replica = try world.replica(isToSync: true)
            guard let wiped = try await WipeOnOrder.answer(after: problem, replica, in: world) else { throw problem }
            return wiped
        }
        preconditionFailure("staying in step ended without a reason")
    }

    /// How many bytes of files move before others get at the replica, of those that stay in step.
    private static let pieceBytes = 65_536

    /// Syncs until it is ended, and says what each sync did. The replica is free for other verbs while it waits.
    private func keep(in world: World) async throws {
        let server = try await greet(in: world)
        world.place?.stayAlone()
        try await world.withLink(server) { link in
            let keeper = SyncKeeper(
                { try world.replica(isToSync: true) }, transport: link.transport,
                localWork: PolledLocalWork({ try world.replica(isToSync: true) }, sleeper: world.sleeper),
                sleeper: world.sleeper)
            try await keeper.run { notice in
                switch notice {
                case .synced(let report):
                    guard report.pushed > 0 || report.rows > 0 || !report.outcomes.isEmpty else { return }
                    world.terminal.say(output.isJSON ? SyncScreen.lineJSON(report) : SyncScreen.line(report))
                case .failed(let error, let milliseconds):
                    let sentence = Problem(ofRun: error)?.message ?? "The sync failed."
                    world.terminal.complain("\(sentence) Trying again in \(max(1, milliseconds / 1_000)) s.")
                }
            } afterwards: { replica in
                let shelf = try world.openShelf()
                try replica.prune(shelf)
                let moved = try await FilesMoved(
                    replica, shelf, link.blobs, all: files, budgetBytes: Self.pieceBytes)
                if moved.isSomething {
                    let lines = output.isJSON ? [SyncScreen.lineJSON(moved)] : moved.sentences
                    for line in lines { world.terminal.say(line) }
                }
                return moved.isMore
            }
        }
    }

    /// Says how much is to come to a replica that holds nothing yet. Returns the server's address.
    private func greet(in world: World) async throws -> String {
        let replica = try world.replica(isToSync: true)
        let session = try replica.session
        guard try replica.asOf == nil else { return session.server }
        do {
            let size = try await world.withServer(session.server) {
                try await SyncEngine(replica: replica, transport: $0).estimate()
            }
            if let size { world.terminal.complain(SyncScreen.size(size)) }
        } catch is TransportError {
            // Not reachable now: the first sync says so, and is tried again.
        }
        return session.server
    }
}
