import ArgumentParser
import CaseProtocol
import ClientCore

/// Makes an account.
struct Register: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Make an account of your own; needs the server.",
        discussion:
            "For traders, where the server lets them; the server adds four letters or digits to the name. For officers, with an invitation, under the very name. The first line of standard input is the password. "
            + PasswordRulesText.text)

    @Argument(help: ArgumentHelp("The server's address, such as https://ntb.example.org.", valueName: "url"))
    var server: String
    @Option(help: "What the account is to be called.")
    var user: String
    @OptionGroup var input: PasswordInput
    @Option(help: "Your firm, association or office.")
    var organisation: String?
    @Option(help: "A trader's country, two letters: KE.")
    var country: String?
    @Option(help: "The code of an invitation.")
    var invitation: String?
    @OptionGroup var accepted: AcceptedTerms
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try ServerAddress.check(server)
        if invitation != nil, country != nil {
            throw ValidationError("An invitation says for which country it is: leave --country out.")
        }
    }

    func answer(in world: World) async throws -> Answer {
        let request = RegisterRequest(
            name: user, password: try input.password(in: world), organisation: organisation, country: country,
            invitation: invitation, terms: accepted.version)
        let address = ServerAddress.trimmed(server)
        let reply = try await world.withServer(address) { try await $0.register(request) }
        var page = Page()
        page.say("Your account is called \(reply.name). Note it down: you sign in with it.")
        page.pair("Roles", reply.roles.joined(separator: ", "))
        page.say("Next: tatua login \(address) --user \(reply.name) --password-stdin")
        return Answer(page: page, json: ["name": .string(reply.name), "roles": .array(reply.roles.map(\.json))])
    }
}
