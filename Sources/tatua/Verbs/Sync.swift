import ArgumentParser
import CaseProtocol
import ClientCore

/// Exchanges what changed with the server.
struct Sync: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Send what waits and take in what changed; needs the server.",
        discussion: "What is interrupted goes on with the next sync: nothing is lost, and nothing happens twice.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        guard let session = try replica.signedIn else { preconditionFailure("signed out while syncing") }
        let report: SyncReport
        do {
            report = try await world.withServer(session.server) { transport in
                try await SyncEngine(replica: replica, transport: transport).sync()
            }
        } catch let error as TransportError {
            let waiting = try replica.pendingCount
            let queued =
                waiting == 0
                ? "" : " Your work stays queued: \(Wording.count(waiting, "change")) not yet received by the server."
            throw Problem(.unreachable, error.sentence + queued)
        }
        let outcomes = try report.outcomes.map { try OutboxView($0, in: replica) }
        return SyncScreen.answer(report, outcomes, try Standing(replica))
    }
}
