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

    @Flag(help: "Also send large files, and get the files of the cases that you see.")
    var files = false
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        guard let session = try replica.signedIn else { preconditionFailure("signed out while syncing") }
        let shelf = try world.openShelf()
        let report: SyncReport
        let moved: FilesMoved
        do {
            (report, moved) = try await world.withLink(session.server) { link in
                let report = try await SyncEngine(replica: replica, transport: link.transport).sync()
                try replica.prune(shelf)
                return (report, try await FilesMoved(after: report, replica, shelf, link.blobs, all: files))
            }
        } catch TransportError.unreachable(let sentence) {
            let waiting = try replica.pendingCount
            let queued =
                waiting == 0
                ? "" : " Your work stays queued: \(Wording.count(waiting, "change")) not yet received by the server."
            throw Problem(.unreachable, sentence + queued)
        }
        let outcomes = try report.outcomes.map { try OutboxView($0, in: replica) }
        return SyncScreen.answer(report, outcomes, moved, try Standing(replica))
    }
}
