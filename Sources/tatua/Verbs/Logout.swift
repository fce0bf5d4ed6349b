import ArgumentParser
import CaseProtocol
import ClientCore

/// Signs out on this device.
struct Logout: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Sign out; rows and unsent changes stay for your return.",
        discussion:
            "Tells the server, so that this device's token is no longer valid; without a server, signs out here only.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let session = try replica.session
        var unreached: String?
        do {
            if session.enrolment == nil {
                try await world.withServer(session.server) { try await $0.logout(token: session.token) }
            }
        } catch let error as TransportError {
            unreached = error.sentence
        } catch let problem as Problem where problem.code == .notSignedIn {
            // The token was no longer valid: that is what was wanted.
        }
        try replica.signOut()
        var page = Page()
        page.say(
            "Signed out. What is on this device stays here for \(session.isNameless ? "whoever has the receipt code" : session.name)."
        )
        if let unreached {
            page.say(unreached)
            page.say(
                "The server still takes this device's token until it is signed out there: on another device of yours, tatua sessions revoke."
            )
        }
        if standing.waiting > 0 {
            page.say(
                "\(Wording.count(standing.waiting, "change")) not yet received by the server; sign in again to send them."
            )
        }
        return Answer(
            page: page,
            json: ["signedOut": true, "serverTold": .bool(unreached == nil), "waiting": .int(Int64(standing.waiting))],
            exitCode: unreached == nil ? .done : .unreachable)
    }
}
