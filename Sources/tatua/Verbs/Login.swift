import ArgumentParser
import CaseProtocol
import ClientCore

/// Signs in on this device.
struct Login: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Sign in on this device; needs the server.",
        discussion:
            "The first line of standard input is the password. One folder (TATUA_HOME) holds one person's cases.")

    @Argument(help: ArgumentHelp("The server's address, such as https://ntb.example.org.", valueName: "url"))
    var server: String
    @Option(help: "Your account's name.")
    var user: String
    @OptionGroup var input: PasswordInput
    @Option(help: "The code of your second factor, where the account has one.")
    var code: String?
    @Option(help: "What to call this device in your list of devices; its own name without it.")
    var device: String?
    @OptionGroup var accepted: AcceptedTerms
    @Flag(name: .customLong("accept-new-key"), help: "Believe a new key of the server; ask its administrator first.")
    var acceptsNewKey = false
    @OptionGroup var output: OutputOptions

    func validate() throws { try ServerAddress.check(server) }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.openReplica()
        if try replica.meta().owner != nil, let other = try replica.signedIn, other.name != user {
            throw Problem(
                .replicaForeign, "This folder is the replica of “\(other.name)”; set TATUA_HOME to one of your own.")
        }
        let password = try input.password(in: world)
        let address = ServerAddress.trimmed(server)
        let request = try replica.loginRequest(
            user: user, password: password, code: code, device: device ?? world.deviceName,
            terms: accepted.version)
        let (session, factorBy) = try await world.withServer(address) { transport in
            let reply = try await transport.login(request)
            do {
                return (
                    try replica.signIn(reply, server: address, acceptingNewKeys: acceptsNewKey), reply.secondFactorBy
                )
            } catch {
                // The token is of no use here; it should not stay valid.
                try await transport.logout(token: reply.token)
                throw error
            }
        }
        var page = Page()
        page.say("Signed in as \(session.name) at \(session.server).")
        WhoAmI.describe(session, to: &page)
        if let factorBy {
            page.say(
                "Your office needs a second factor; from \(factorBy.day()) on nothing is answered without one. Add it: tatua second-factor add --password-stdin."
            )
        }
        if try replica.asOf == nil { page.say("Next: tatua sync, which brings what is yours to see.") }
        return Answer(page: page, json: .object(WhoAmI.json(session)))
    }
}
