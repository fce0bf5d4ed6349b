import ArgumentParser
import CaseProtocol
import ClientCore

/// Gives a trader a code for another password.
struct GiveResetCode: Verb {
    static let configuration = CommandConfiguration(
        commandName: "reset-code",
        abstract: "Give a trader who forgot the password a code, once; for administrators without a part in cases.",
        discussion: """
            Make sure who asks, and read the code to them. They run: tatua password reset URL --user NAME --code CODE \
            --password-stdin. An earlier code is good no more, and their second factor stays. Who gave it, to whom and when is \
            on record for auditors. An officer's code comes from whoever runs the server.
            """)

    @Argument(help: "The trader's account.")
    var name: String
    @Option(help: "For how many hours the code is good, 1 to 24.")
    var hours: Int?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let request = ResetCodeRequest(name: name, hours: hours)
        let code = try await world.withSession { try await $0.giveResetCode(request, token: $1) }
        var page = Page()
        page.say(code.code)
        page.say("For \(name), once, until \(code.endsAt). It is not shown again.")
        page.say("They run: tatua password reset URL --user \(name) --code CODE --password-stdin.")
        return Answer(page: page, json: ["code": .string(code.code), "endsAt": .string(code.endsAt.description)])
    }
}
