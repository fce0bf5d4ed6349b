import ArgumentParser
import CaseProtocol

/// Keeps cases from being erased.
struct HoldVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keep cases from being erased, for proceedings.",
        subcommands: [AddHold.self, RemoveHold.self, ListHolds.self])
}

/// Puts a case on hold.
struct AddHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put a case on hold: it is not erased until the hold is removed.")

    @Argument(help: "A number, label or id of the case.")
    var reference: String
    @Option(help: "For which proceedings; kept on record.")
    var reason: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = HoldRequest(reference: reference, reason: reason)
        _ = try await DataFolder(data.folder).withAdmin { try await $0.hold(request) }
        Output.say("\(reference) is on hold.")
    }
}

/// Ends a hold.
struct RemoveHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "End the hold on a case.")

    @Argument(help: "A number, label or id of the case.")
    var reference: String
    @Option(help: "Why it ends; kept on record.")
    var reason: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = HoldRequest(reference: reference, reason: reason, isReleased: true)
        _ = try await DataFolder(data.folder).withAdmin { try await $0.hold(request) }
        Output.say("\(reference) is not on hold any more.")
    }
}

/// Lists the holds in force.
struct ListHolds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the cases on hold.")

    @Flag(name: .customLong("json"), help: "Answer with one JSON object: holds, a list.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let list = try await DataFolder(data.folder).withAdmin { try await $0.hold(HoldRequest()) }
        if isJSON {
            try Output.say(json: list)
            return
        }
        if list.holds.isEmpty { Output.say("No case is on hold.") }
        for hold in list.holds { Output.say("\(hold.reference) since \(hold.since.day()): \(hold.reason)") }
    }
}
