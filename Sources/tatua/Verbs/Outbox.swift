import ArgumentParser
import CaseProtocol
import ClientCore

/// Lists the changes that the server has not settled.
struct Outbox: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Changes that the server has not received, and those that came back, with what you wrote.")

    @Flag(help: "Those that took effect as well.")
    var all = false
    @Option(help: ArgumentHelp("Take a change that came back off the list.", valueName: "n"))
    var dismiss: Int?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        var dismissed: OutboxView?
        if let dismiss {
            // Numbers begin anew when a replica is renewed: the latest is meant.
            guard let entry = try replica.outbox().last(where: { $0.envelope.n == dismiss && $0.state != .settled })
            else {
                throw Problem(.notFound, "There is no change #\(dismiss) that came back.", path: "dismiss")
            }
            dismissed = try OutboxView(entry, in: replica)
            try replica.dismiss(entry.mid)
        }
        let entries = try replica.outbox().filter { all || $0.state != .settled }
            .map { try OutboxView($0, in: replica) }
        let standing = try Standing(replica)
        return Answer(
            page: OutboxScreen.page(entries, dismissed: dismissed, standing),
            json: .object(
                standing.json.merging([
                    "entries": .array(entries.map(\.json)), "attention": .int(Int64(standing.attention)),
                ]) { $1 }))
    }
}
