import ArgumentParser
import CaseProtocol

/// Gives out a code for another password.
struct MakeResetCode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-code", abstract: "Give out a code with which somebody takes another password, once.",
        discussion:
            "Make sure who asks; read the code to them. They run: tatua password reset URL --user NAME --code CODE --password-stdin. An earlier code is good no more. The second factor stays."
    )

    @Argument(help: "The name to sign in with.")
    var name: String
    @Option(help: "For how many hours it is good, 1 to 168.")
    var hours: Int?
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ResetCodeRequest(name: name, hours: hours)
        let code = try await DataFolder(data.folder).withAdmin { try await $0.makeResetCode(request) }
        Output.say("\(code.code)")
        Output.say("For \(name), once, until \(code.endsAt). It is not shown again.")
    }
}

/// Gives out a code for a new account.
struct InviteUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Give out a code with which one person makes an account in these roles, once.",
        discussion: "They run: tatua register URL --user NAME --invitation CODE --password-stdin.")

    @Option(name: .customLong("role"), help: "ROLE[:SCOPE], repeatable, as in tatuad user add.")
    var roles: [String]
    @Option(help: "The country of roles that are named without one: --role focalPoint --country KE.")
    var country: String?
    @Option(help: "The firm, association or office.")
    var organisation: String?
    @Option(help: "For how many days it is good, 1 to 90.")
    var days: Int?
    @OptionGroup var data: DataOptions

    func run() async throws {
        let roles = roles.map { role in country.map { role.contains(":") ? role : "\(role):\($0)" } ?? role }
        let request = InviteRequest(roles: roles, organisation: organisation, days: days)
        let code = try await DataFolder(data.folder).withAdmin { try await $0.invite(request) }
        Output.say("\(code.code)")
        Output.say("For one account as \(roles.joined(separator: ", ")), until \(code.endsAt). It is not shown again.")
    }
}

/// Says which terms somebody accepted.
struct UserTerms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms", abstract: "List the versions of the privacy notice and terms that somebody accepted.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = UserSessionsRequest(name: name)
        let list = try await DataFolder(data.folder).withAdmin { try await $0.acceptances(of: request) }
        for acceptance in list.accepted { Output.say("\(acceptance.version)  \(acceptance.at)") }
        if list.accepted.isEmpty { Output.say("\(name) has accepted none.") }
    }
}
