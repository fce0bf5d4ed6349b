import ArgumentParser
import CaseProtocol
import ClientCore

/// Which version a person accepts.
struct AcceptedTerms: ParsableArguments {
    @Option(
        name: .customLong("accept-terms"),
        help: "The version of the privacy notice and terms that you have read and accept.")
    var version: String?
}

/// Shows the privacy notice and terms.
struct TermsVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "terms", abstract: "Read the server's privacy notice and terms; needs the server.",
        discussion:
            "You accept a version as you register or sign in: --accept-terms VERSION. A server asks for it at the first sign-in after a new version."
    )

    @Argument(help: ArgumentHelp("The server's address; the one you are signed in to without it.", valueName: "url"))
    var server: String?
    @OptionGroup var output: OutputOptions

    func validate() throws { try server.map { try ServerAddress.check($0) } }

    func answer(in world: World) async throws -> Answer {
        let address = try world.server(server)
        let session = try world.openReplica().signedIn.flatMap { $0.server == address ? $0 : nil }
        let terms = try await world.withServer(address) { transport in
            do {
                return try await transport.terms(token: session?.token)
            } catch let problem as Problem where session != nil && problem.code == .notSignedIn {
                // Signed out meanwhile: the text is for everybody.
                return try await transport.terms(token: nil)
            }
        }
        var page = Page()
        page.pair("Version", terms.version)
        page.pair("Since", terms.since.day().description)
        if let acceptedAt = terms.acceptedAt { page.pair("You accepted it", acceptedAt.day().description) }
        page.gap()
        page.say(terms.text)
        return Answer(
            page: page,
            json: [
                "version": .string(terms.version), "since": .string(terms.since.description),
                "acceptedAt": terms.acceptedAt.map { .string($0.description) } ?? .null, "text": .string(terms.text),
            ])
    }
}
