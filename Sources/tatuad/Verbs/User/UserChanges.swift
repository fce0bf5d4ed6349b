import ArgumentParser
import CaseProtocol
import Workflow

/// Lists accounts.
struct ListUsers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts: roles, suspension, second factor, devices signed in.")

    @Flag(name: .customLong("json"), help: "Answer with one JSON object: users, a list.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let list = try await DataFolder(data.folder).withAdmin { try await $0.users() }
        if isJSON {
            try Output.say(json: list)
            return
        }
        for user in list.users {
            let notes = [
                user.isSuspended ? "suspended" : nil, user.hasSecondFactor ? "second factor" : nil,
                user.secondFactorBy.map { "second factor needed from \($0.day())" },
                user.devices == 1 ? "1 device" : "\(user.devices) devices",
            ]
            Output.say(
                "\(user.name): \(user.roles.joined(separator: ", ")) (\(notes.compactMap(\.self).joined(separator: ", ")))"
            )
        }
        if list.users.isEmpty { Output.say("There are no accounts. Add one: tatuad user add NAME --role ROLE.") }
    }
}

/// Gives somebody other roles.
struct ChangeRoles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "Give somebody other roles, and sign them out on every device.",
        discussion:
            "The roles named replace all that they had. Cases that only the old ones showed leave their devices.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @Option(name: .customLong("role"), help: "ROLE[:SCOPE], repeatable, as in tatuad user add.")
    var roles: [String]
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ChangeUserRequest(name: name, roles: roles)
        let users = try await DataFolder(data.folder).withAdmin { admin in
            try await admin.changeUser(request)
            return try await admin.users()
        }
        Output.say("\(name): \(roles.joined(separator: ", ")). Signed out everywhere; they sign in again.")
        SectorGaps.say(of: users)
    }
}

/// Keeps somebody out.
struct SuspendUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Sign somebody out on every device and let them in no more.",
        discussion: "They see no case and take no part in any until tatuad user resume. What they did stays.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ChangeUserRequest(name: name, isSuspended: true)
        let users = try await DataFolder(data.folder).withAdmin { admin in
            try await admin.changeUser(request)
            return try await admin.users()
        }
        Output.say("\(name) is suspended and signed out everywhere.")
        SectorGaps.say(of: users)
    }
}

/// Lets somebody in again.
struct ResumeUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let somebody who was suspended in again, in the roles that they had.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ChangeUserRequest(name: name, isSuspended: false)
        try await DataFolder(data.folder).withAdmin { try await $0.changeUser(request) }
        Output.say("\(name) may sign in again.")
    }
}

/// What is said after offices changed.
enum SectorGaps {
    /// Says where the focal points of a country leave cases to nobody.
    static func say(of list: UserList) {
        let roles = list.users.filter { !$0.isSuspended }.flatMap(\.roles)
        for gap in Appointment.sectorGaps(in: roles.compactMap { Appointment(listed: $0) }) {
            Output.complain("Watch: \(gap)")
        }
    }
}
