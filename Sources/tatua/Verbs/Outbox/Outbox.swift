import ArgumentParser
import CaseProtocol
import ClientCore

/// What waits and what came back, and what to do about it.
struct Outbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Changes that the server has not received, and those that came back, with what you wrote.",
        discussion: """
            Without a verb it lists them. N is the number of a change in the list; it stays the same. What came back is \
            kept until you try it again, file it as a note, take it off the list or discard it.
            """,
        subcommands: [
            OutboxList.self, OutboxShow.self, OutboxRetry.self, OutboxEdit.self, OutboxNote.self, OutboxExport.self,
            OutboxDiscard.self,
        ], defaultSubcommand: OutboxList.self)
}

/// Lists the changes that the server has not settled.
struct OutboxList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what waits and what came back.")

    @Flag(help: "Those that took effect or were dealt with as well.")
    var all = false
    @Option(
        help: ArgumentHelp(
            "Take a change that came back off the list; what you wrote is kept for 90 days.", valueName: "n"))
    var dismiss: Int?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        var dismissed: OutboxView?
        if let dismiss {
            guard let entry = try replica.attention().first(where: { $0.number == dismiss }) else {
                throw Problem(.notFound, "There is no change #\(dismiss) that came back.", path: "dismiss")
            }
            dismissed = try OutboxView(entry, in: replica)
            try replica.close(entry.mid)
        }
        let entries = try OutboxView.list(in: replica).filter { all || $0.isOpen }
        let standing = try Standing(replica)
        return Answer(
            page: OutboxScreen.page(entries, dismissed: dismissed, standing),
            json: .object(
                standing.json.merging([
                    "entries": .array(entries.map(\.json)), "attention": .int(Int64(standing.attention)),
                ]) { $1 }))
    }
}

/// Shows one change with all that is known of it.
struct OutboxShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a change: what you wrote, what the server said, what you can do.")

    @Argument(help: ArgumentHelp("The number of the change.", valueName: "n"))
    var number: Int
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let view = try replica.change(number)
        let standing = try Standing(replica)
        return Answer(
            page: OutboxScreen.page(of: view, standing),
            json: .object(standing.json.merging(["change": view.json]) { $1 }))
    }
}

extension Replica {
    /// A change by its number in the outbox.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound``, which lists those that came back.
    func change(_ number: Int) throws -> OutboxView {
        let views = try OutboxView.list(in: self)
        guard let view = views.first(where: { $0.number == number }) else {
            let back = views.filter { $0.entry.state == .attention }.map { "#\($0.number)" }
            throw Problem(.notFound, "There is no change #\(number) in the outbox.", path: "n", allowed: back)
        }
        return view
    }
}
