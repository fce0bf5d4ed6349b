import ArgumentParser
import CaseProtocol

/// Lists the devices of somebody.
struct UserSessions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List the devices on which somebody is signed in.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @Flag(name: .customLong("json"), help: "Answer with one JSON object: sessions, a list.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = UserSessionsRequest(name: name)
        let list = try await DataFolder(data.folder).withAdmin { try await $0.sessions(of: request) }
        if isJSON {
            try Output.say(json: list)
            return
        }
        for session in list.sessions {
            let seen = session.seenOn.map { ", last here on \($0)" } ?? ""
            Output.say(
                "\(session.id)  \(session.device ?? "a device without a name"), signed in \(session.signedInAt.day())\(seen)"
            )
        }
        if list.sessions.isEmpty { Output.say("\(name) is signed in nowhere.") }
    }
}

/// Signs devices of somebody out.
struct RevokeUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Sign somebody out on one device, or on all of them.",
        discussion: "At once: nothing more is taken from or given to the device. What waits in its outbox stays there.")

    @Argument(help: "The name to sign in with.")
    var name: String
    @Argument(help: "The device, as tatuad user sessions names it; all of them without it.")
    var id: String?
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = RevokeUserRequest(name: name, id: id)
        let revoked = try await DataFolder(data.folder).withAdmin { try await $0.revokeUser(request) }
        Output.say(
            revoked.count == 1
                ? "\(name) is signed out on 1 device." : "\(name) is signed out on \(revoked.count) devices.")
    }
}
