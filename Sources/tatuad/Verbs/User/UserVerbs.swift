import ArgumentParser
import CaseProtocol
import Workflow

/// Accounts.
struct UserVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add, list, change and suspend accounts.",
        subcommands: [
            AddUser.self, ListUsers.self, ChangeRoles.self, SuspendUser.self, ResumeUser.self, ResetPassword.self,
            ForgetFactor.self, UserSessions.self, RevokeUser.self, MakeResetCode.self,
            InviteUser.self, UserTerms.self, WipeUser.self, EraseUser.self,
        ])
}

/// Adds an account.
struct AddUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an account.",
        discussion: "Roles: " + Appointment.grantable.map(\.role.rawValue).joined(separator: ", ") + ".")

    @Argument(help: "The name to sign in with.")
    var name: String
    @Option(
        name: .customLong("role"),
        help:
            "ROLE[:SCOPE], repeatable. SCOPE is a country, a community, or KE/chair: focalPoint:KE, recOfficer:EAC. A focal point for some goods: focalPoint:KE/01-24,27."
    )
    var roles: [String]
    @Option(help: "The firm, association or office.")
    var organisation: String?
    @Flag(name: .customLong("password-stdin"), help: "Read the password from the first line of standard input.")
    var passwordFromInput = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let password = try Password.read(fromInput: passwordFromInput)
        let request = AddUserRequest(name: name, roles: roles, organisation: organisation, password: password)
        let users = try await DataFolder(data.folder).withAdmin { admin in
            try await admin.addUser(request)
            return try await admin.users()
        }
        Output.say("Added \(name): \(roles.joined(separator: ", ")).")
        SectorGaps.say(of: users)
    }
}

/// Sets a new password and signs the person out everywhere.
struct ResetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Set a new password and sign the person out on every device.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @Flag(name: .customLong("password-stdin"), help: "Read the password from the first line of standard input.")
    var passwordFromInput = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ResetPasswordRequest(name: name, password: try Password.read(fromInput: passwordFromInput))
        try await DataFolder(data.folder).withAdmin { try await $0.resetPassword(request) }
        Output.say("\(name) has a new password and is signed out everywhere.")
    }
}

/// Forgets a second factor.
struct ForgetFactor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget-factor",
        abstract: "Forget the second factor of somebody who lost it, and sign them out on every device.",
        discussion: "For whoever has neither their authenticator program nor a recovery code. Make sure who asks.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ForgetFactorRequest(name: name)
        try await DataFolder(data.folder).withAdmin { try await $0.forgetSecondFactor(request) }
        Output.say("\(name) has no second factor now and is signed out everywhere.")
    }
}

/// Passwords come by standard input only: arguments are visible to every user of the machine.
enum Password {
    static func read(fromInput: Bool) throws -> String {
        guard fromInput else {
            throw ValidationError("Give the password on standard input, with --password-stdin.")
        }
        guard let line = readLine(strippingNewline: true), !line.isEmpty else {
            throw ValidationError("Standard input holds no password.")
        }
        return line
    }
}
