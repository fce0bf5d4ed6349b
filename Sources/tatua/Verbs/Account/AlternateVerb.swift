import ArgumentParser
import CaseProtocol
import ClientCore

/// Names who acts for the officer that is signed in here.
struct AlternateVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "alternate",
        abstract: "Let a colleague act for you while you are away; needs the server.",
        discussion: """
            From the first day through the last they hold your offices beside you, and what they do says for whom. It ends by \
            itself, with --end at once, and when you name somebody else. Cases that are assigned to you by name stay yours: \
            see hand-over.
            """)

    @Argument(help: "The login name of a colleague at your desk.")
    var name: String?
    @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"))
    var from: String?
    @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd"))
    var until: String?
    @Flag(help: "End it now.")
    var end = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard end == (name == nil) else { throw ValidationError("Give a colleague's name, or --end.") }
        for day in [from, until].compactMap(\.self) where CivilDate(day) == nil {
            throw ValidationError("“\(day)” is not a day such as 2026-12-24.")
        }
        if !end, from == nil || until == nil { throw ValidationError("Give the first and the last day.") }
    }

    func answer(in world: World) async throws -> Answer {
        let request = AlternateRequest(
            name: name, from: from.flatMap { CivilDate($0) }, until: until.flatMap { CivilDate($0) })
        let reply = try await world.withSession { try await $0.nameAlternate(request, token: $1) }
        var page = Page()
        if let name = reply.name, let from = reply.from, let until = reply.until {
            page.say("\(name) acts for you from \(from) through \(until).")
            page.pair("In", reply.roles.joined(separator: ", "))
        } else {
            page.say("Nobody acts for you.")
        }
        return Answer(
            page: page,
            json: [
                "name": reply.name.json, "from": (reply.from?.description).json,
                "until": (reply.until?.description).json,
                "roles": .array(reply.roles.map(\.json)),
            ])
    }
}
