import ArgumentParser
import CaseProtocol
import ClientCore

/// The second factor of the account that is signed in here.
struct SecondFactorVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "second-factor",
        abstract: "Sign in with a code of an authenticator program as well; needs the server.",
        discussion: """
            add shows a secret for an authenticator program (any that knows TOTP), confirm takes a code of it and shows \
            recovery codes, each of which stands in for a code once. From then on: tatua login … --code CODE.
            """,
        subcommands: [AddSecondFactor.self, ConfirmSecondFactor.self, RemoveSecondFactor.self])
}

/// Asks for a secret.
struct AddSecondFactor: Verb {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Show a secret for your authenticator program.")

    @OptionGroup var input: PasswordInput
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let request = SecondFactorRequest(password: try input.password(in: world))
        let offer = try await world.withSession { try await $0.offerSecondFactor(request, token: $1) }
        var page = Page()
        page.say("Add an account to your authenticator program with this secret:")
        page.pair(
            "Secret",
            stride(from: 0, to: offer.secret.count, by: 4).map { start in
                String(offer.secret.dropFirst(start).prefix(4))
            }.joined(separator: " "))
        page.pair("Address", offer.uri)
        page.say(
            "Nothing changes before you confirm it: tatua second-factor confirm CODE, with the code that it shows.")
        return Answer(page: page, json: ["secret": .string(offer.secret), "uri": .string(offer.uri)])
    }
}

/// Takes a code, and makes the factor count.
struct ConfirmSecondFactor: Verb {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Confirm it with a code, and see your recovery codes.")

    @Argument(help: "The six digits that the authenticator program shows now.")
    var code: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let request = SecondFactorConfirmation(code: code)
        let codes = try await world.withSession { try await $0.confirmSecondFactor(request, token: $1) }
        var page = Page()
        page.say(
            "From now on a sign-in needs a code. Keep these recovery codes apart from your devices; each works once:")
        for code in codes.recovery { page.say("  \(code)") }
        return Answer(page: page, json: ["recovery": .array(codes.recovery.map(\.json))])
    }
}

/// Goes back to the password alone.
struct RemoveSecondFactor: Verb {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Sign in with the password alone again.")

    @Option(help: "A code of the authenticator program, or a recovery code.")
    var code: String
    @OptionGroup var input: PasswordInput
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let request = SecondFactorRequest(password: try input.password(in: world), code: code)
        try await world.withSession { try await $0.removeSecondFactor(request, token: $1) }
        var page = Page()
        page.say("This account has no second factor any more.")
        return Answer(page: page, json: ["removed": true])
    }
}
