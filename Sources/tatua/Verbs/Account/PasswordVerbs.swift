import ArgumentParser
import CaseProtocol
import ClientCore

/// The password of the account.
struct PasswordVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Take another password; needs the server.",
        discussion: PasswordRulesText.text, subcommands: [ChangePassword.self, ResetPassword.self, GiveResetCode.self],
        defaultSubcommand: ChangePassword.self)
}

/// What a password may be, for the help of every verb that takes one.
enum PasswordRulesText {
    static let text =
        "A password has at least 10 characters, is not made of the account's name, and is not one that everybody tries first."
}

/// Takes another password in place of the one that is known.
struct ChangePassword: Verb {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Take another password, and sign out your other devices.",
        discussion: "Standard input: the old password on the first line, the new one on the second. "
            + PasswordRulesText.text)

    @OptionGroup var input: PasswordInput
    @Option(help: "The code of your second factor, or a recovery code, where the account has one.")
    var code: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let old = try input.password(in: world)
        let request = ChangePasswordRequest(old: old, new: try input.password(in: world), code: code)
        try await world.withSession { try await $0.changePassword(request, token: $1) }
        var page = Page()
        page.say("You have another password. Your other devices are signed out; this one is not.")
        return Answer(page: page, json: ["changed": true])
    }
}

/// Takes another password in place of one that was forgotten.
struct ResetPassword: Verb {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Take another password in place of one that you forgot.",
        discussion:
            "With a code that the administrator reads to you, or a recovery code of your second factor. The first line of standard input is the new password. You are signed out everywhere; then: tatua login. "
            + PasswordRulesText.text)

    @Argument(help: ArgumentHelp("The server's address; the one you are signed in to without it.", valueName: "url"))
    var server: String?
    @Option(help: "Your account's name.")
    var user: String
    @Option(help: "The one-time code, or a recovery code.")
    var code: String
    @OptionGroup var input: PasswordInput
    @OptionGroup var output: OutputOptions

    func validate() throws { try server.map { try ServerAddress.check($0) } }

    func answer(in world: World) async throws -> Answer {
        let request = RecoverPasswordRequest(user: user, code: code, password: try input.password(in: world))
        try await world.withServer(try world.server(server)) { try await $0.recoverPassword(request) }
        var page = Page()
        page.say("\(user) has another password and is signed out everywhere. Next: tatua login.")
        return Answer(page: page, json: ["changed": true])
    }
}
