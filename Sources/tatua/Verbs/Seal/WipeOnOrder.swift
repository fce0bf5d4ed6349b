import CaseProtocol
import ClientCore
import ClientSQLite

/// Erases this device's replica when the server that it signed in to orders it. Nothing else does: neither a sign-in that ended nor
/// whatever stands between here and the server.
struct WipeOnOrder {
    let world: World
    let place: ReplicaPlace

    /// - Returns: what to tell the person; `nil` when there is no order, and the problem is what it says.
    static func answer(
        after problem: Problem, _ replica: Replica, in world: World
    ) async throws -> Answer? {
        guard problem.code == .wipeOrdered || problem.code == .notSignedIn, let place = world.place,
            let session = try replica.signedIn
        else { return nil }
        return try await world.withServer(session.server) {
            try await Self(world: world, place: place).carryOut(replica, $0)
        }
    }

    private func carryOut(_ replica: Replica, _ transport: any Transport) async throws -> Answer? {
        let inquiry = try replica.directiveInquiry()
        let reply: DirectiveReply
        do { reply = try await transport.directive(inquiry) } catch is Problem {
            // An earlier server: it has no directives.
            return nil
        }
        guard let directive = try replica.directive(in: reply) else { return nil }
        // What cannot be handed in now stays, with everything else, for the next sync to try again.
        var commands = 0
        if let waiting = try replica.rescue(for: directive) {
            commands = try await transport.rescue(waiting).commands
        }
        let files = try await replica.rescueFiles(for: directive, from: try world.openShelf()) {
            _ = try await transport.rescue($0)
        }
        place.agent.lock()
        try ReplicaFolder.wipe(place.home)
        var page = Page()
        page.say("This device's copy was erased, as the server ordered on \(directive.issuedAt.day()).")
        if commands > 0 {
            page.say(
                "\(Wording.count(commands, "change")) that the server had not received were handed in before; whoever runs it decides about them."
            )
        }
        if files > 0 {
            page.say("So \(files == 1 ? "was" : "were") \(Wording.count(files, "file")) that the server did not have.")
        }
        do {
            _ = try await transport.directive(DirectiveInquiry(replica: directive.replica, done: directive.number))
        } catch is TransportError {
            page.say("The server could not be told.")
        }
        return Answer(
            page: page, json: ["wiped": true, "handedIn": .int(Int64(commands)), "files": .int(Int64(files))],
            exitCode: .refused)
    }
}
