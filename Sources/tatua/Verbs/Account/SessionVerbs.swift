import ArgumentParser
import CaseProtocol
import ClientCore

/// The devices of whoever is signed in here.
struct SessionVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "See on which devices you are signed in, and sign them out; needs the server.",
        subcommands: [ListSessions.self, RevokeSessions.self], defaultSubcommand: ListSessions.self)
}

/// Lists them.
struct ListSessions: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the devices on which you are signed in.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let list = try await world.withSession { try await $0.sessions(token: $1) }
        var page = Page()
        for session in list.sessions {
            page.pair(session.id, (session.device ?? "a device without a name") + (session.isThis ? " (this one)" : ""))
            let seen = session.seenOn.map { ", last here on \($0)" } ?? ""
            page.pair("", "signed in on \(session.signedInAt.day())\(seen)")
        }
        page.gap()
        page.say("One that you do not know: tatua sessions revoke ID, then tatua password.")
        return Answer(
            page: page,
            json: [
                "sessions": .array(
                    list.sessions.map { session in
                        .object([
                            "id": .string(session.id), "device": session.device.json,
                            "signedInAt": .string(session.signedInAt.description),
                            "seenOn": session.seenOn.map { .string($0.description) } ?? .null,
                            "isThis": .bool(session.isThis),
                        ])
                    })
            ])
    }
}

/// Signs some out.
struct RevokeSessions: Verb {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Sign out one of your devices, or all others.",
        discussion: "At once: nothing more is taken from or given to it. What waits in its outbox stays there.")

    @Argument(help: "The device, as tatua sessions names it.")
    var id: String?
    @Flag(help: "All devices but this one.")
    var others = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (id == nil) == others else { throw ValidationError("Name one device, or say --others.") }
    }

    func answer(in world: World) async throws -> Answer {
        let request = RevokeSessionsRequest(id: id)
        let revoked = try await world.withSession { try await $0.revokeSessions(request, token: $1) }
        var page = Page()
        page.say("\(Wording.count(revoked.count, "device")) signed out.")
        return Answer(page: page, json: ["revoked": .int(Int64(revoked.count))])
    }
}
