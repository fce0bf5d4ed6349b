import ArgumentParser
import CaseProtocol
import ClientCore

/// Erases what was written for a change that came back.
struct OutboxDiscard: Verb {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Erase what you wrote for a change that came back. Asks twice.",
        discussion: """
            Only its number and when it was made are kept, for 90 days. Without a terminal it takes --really. To take it \
            off the list and keep what you wrote: tatua outbox --dismiss N.
            """)

    @Argument(help: ArgumentHelp("The number of the change.", valueName: "n"))
    var number: Int
    @Flag(help: "Do not ask.")
    var really = false
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let view = try replica.change(number)
        // What cannot be discarded is not asked about: the replica says why.
        let isMeant = try really || view.entry.state != .attention || isConfirmed(view, world.terminal)
        var page = Page()
        var json: [String: JSONValue] = ["n": .int(Int64(number)), "discarded": .bool(isMeant)]
        if isMeant {
            let isWiped = try replica.discard(view.entry.mid)
            json["wiped"] = .bool(isWiped)
            page.say(
                isWiped
                    ? "Change #\(number) is discarded: what you wrote is gone from this device."
                    : "Change #\(number) is discarded. There was no room to wipe what you wrote from the disk: make room, and the next verb does it."
            )
            OutboxScreen.writeKept(view, to: &page)
        } else {
            page.say("Nothing was discarded.")
        }
        let standing = try Standing(replica)
        StandingScreen.write(standing, to: &page)
        return Answer(page: page, json: .object(standing.json.merging(json) { $1 }))
    }

    private func isConfirmed(_ view: OutboxView, _ terminal: any Terminal) throws -> Bool {
        guard terminal.isInteractive, !output.isJSON else {
            throw Problem(
                .wrongUsage, "This erases what you wrote. Without a terminal to ask at, say --really.", path: "really")
        }
        terminal.prompt("Erase what you wrote for #\(number) (\(Plain.line(view.what)))? [y/N] ")
        guard ["y", "yes"].contains(FieldTyping.trimmed(terminal.readLine() ?? "").lowercased()) else { return false }
        terminal.prompt("It cannot be brought back. Type \(number) to erase it: ")
        return FieldTyping.trimmed(terminal.readLine() ?? "") == "\(number)"
    }
}
