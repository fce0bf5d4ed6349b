import ArgumentParser
import CaseProtocol
import ClientCore

/// Signs in on this device.
struct Login: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Sign in on this device; needs the server.",
        discussion: """
            The first line of standard input is the password. One folder (TATUA_HOME) holds one person's cases. Whoever \
            filed without a name, or was given a code for what somebody filed for them, signs in on any device with \
            --receipt-code alone: the code is then the first line of \
            standard input, or is asked for.
            """)

    @Argument(help: ArgumentHelp("The server's address, such as https://ntb.example.org.", valueName: "url"))
    var server: String
    @Option(help: "Your account's name.")
    var user: String?
    @Flag(name: .customLong("password-stdin"), help: "Read the password from standard input. Required with --user.")
    var readsPassword = false
    @Flag(name: .customLong("receipt-code"), help: "Sign in without a name, by the receipt code of what you filed.")
    var byReceiptCode = false
    @Option(help: "The code of your second factor, where the account has one.")
    var code: String?
    @Option(help: "What to call this device in your list of devices; its own name without it.")
    var device: String?
    @OptionGroup var accepted: AcceptedTerms
    @Flag(name: .customLong("accept-new-key"), help: "Believe a new key of the server; ask its administrator first.")
    var acceptsNewKey = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try ServerAddress.check(server)
        guard byReceiptCode else {
            guard user != nil else {
                throw ValidationError("Say who you are: --user NAME, or --receipt-code if you filed without a name.")
            }
            return try PasswordInput.check(readsPassword)
        }
        guard user == nil, !readsPassword, code == nil, device == nil else {
            throw ValidationError(
                "A receipt code stands for all else: leave out name, password, second factor and device.")
        }
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.openReplica()
        let request = try request(replica, in: world)
        // What this device filed the server may not know of yet.
        let isFirst = try byReceiptCode && replica.meta().owner != nil && replica.asOf == nil
        let address = ServerAddress.trimmed(server)
        let (session, factorBy) = try await world.withServer(address) { transport in
            if isFirst { try await register(request, over: transport) }
            let reply = try await logIn(request, over: transport)
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
        page.say("Signed in \(session.isNameless ? "" : "as ")\(session.title) at \(session.server).")
        WhoAmI.describe(session, to: &page)
        if let factorBy {
            page.say(
                "Your office needs a second factor; from \(factorBy.day()) on nothing is answered without one. Add it: tatua second-factor add --password-stdin."
            )
        }
        if try replica.asOf == nil { page.say("Next: tatua sync, which brings what is yours to see.") }
        return Answer(page: page, json: .object(WhoAmI.json(session)))
    }

    private func register(_ request: LoginRequest, over transport: any Transport) async throws {
        _ = try await transport.register(
            RegisterRequest(name: request.user, password: request.password, terms: request.terms, withoutName: true))
    }

    /// A code that a trader was given by whoever filed for them becomes an account with its first use: until then the server
    /// knows its id alone.
    private func logIn(_ request: LoginRequest, over transport: any Transport) async throws -> LoginReply {
        do {
            return try await transport.login(request)
        } catch let problem as Problem where byReceiptCode && problem.code == .wrongCredentials {
            try await register(request, over: transport)
            return try await transport.login(request)
        }
    }

    /// - Throws: a ``Problem`` with ``ProblemCode/replicaForeign`` where the folder is another person's.
    private func request(_ replica: Replica, in world: World) throws -> LoginRequest {
        let owner = try replica.meta().owner
        let other = try replica.signedIn
        if byReceiptCode {
            let account = try replica.account(of: try ReceiptCodeInput.read(in: world))
            guard owner ?? account.user == account.user else {
                throw Problem(
                    .replicaForeign,
                    "This folder holds the cases of somebody else, or of another code; set TATUA_HOME to one of your own."
                )
            }
            return try replica.loginRequest(
                user: account.name, password: account.password, code: nil, terms: accepted.version)
        }
        if owner != nil, let other, other.name != user {
            throw Problem(
                .replicaForeign, "This folder is the replica of “\(other.title)”; set TATUA_HOME to one of your own.")
        }
        return try replica.loginRequest(
            user: user ?? "", password: try PasswordInput.read(in: world), code: code,
            device: device ?? world.deviceName, terms: accepted.version)
    }
}
