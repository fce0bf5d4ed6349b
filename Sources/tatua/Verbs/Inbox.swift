import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists what is due.
struct Inbox: Verb {
    static let configuration = CommandConfiguration(
        abstract: "What is due, by when, and who owes it: your own steps first, soonest first.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let due = try replica.inbox()
        let names = try Names(replica)
        let entries = due.filter(\.isMine) + due.filter { !$0.isMine }
        return Answer(
            page: InboxScreen.page(entries, today: replica.today, names, standing),
            json: .object(standing.json.merging(["entries": .array(entries.map { InboxView.json($0, names) })]) { $1 }))
    }
}
