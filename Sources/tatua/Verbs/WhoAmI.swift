import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Says who is signed in on this device.
struct WhoAmI: Verb {
    static let configuration = CommandConfiguration(
        commandName: "whoami",
        abstract: "Who is signed in here, in which roles, what they may do, and how fresh this replica is.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let session = try replica.session
        var page = Page()
        page.say("\(session.title) at \(session.server)")
        if session.enrolment != nil { page.say("The server does not know of you yet: tatua sync.") }
        Self.describe(session, to: &page)
        let party = try replica.party
        for affiliation in party.affiliations { page.pair("Acts for", Self.text(affiliation)) }
        page.pair("Replica", world.home)
        let room = try replica.roomBytes
        if let room {
            let isShort = room < Replica.intakeRoomBytesMin
            let need = isShort ? "; a sync takes nothing in below \(Replica.intakeRoomBytesMin / 1_048_576) MB" : ""
            page.pair("Free on disk", "\(room / 1_048_576) MB\(need)")
        }
        StandingScreen.write(standing, to: &page)
        let roles = RoleView.all(of: party)
        for role in roles { role.write(to: &page) }
        var members = Self.json(session).merging(standing.json) { $1 }
        members["home"] = .string(world.home)
        if let room { members["roomBytes"] = .int(Int64(room)) }
        members["actsFor"] = .array(party.affiliations.map(Self.json))
        members["may"] = .array(roles.flatMap(\.json))
        return Answer(page: page, json: .object(members))
    }

    static func describe(_ session: Session, to page: inout Page) {
        page.pair("Roles", session.roles.joined(separator: ", "))
        if let organisation = session.organisation { page.pair("Organisation", organisation) }
    }

    static func text(_ affiliation: Affiliation) -> String {
        let mandate = affiliation.mandate.map { ", \($0.from) through \($0.until), under \($0.reference)" } ?? ""
        return "\(affiliation.name) (\(affiliation.standing.rawValue)\(mandate))"
    }

    private static func json(_ affiliation: Affiliation) -> JSONValue {
        [
            "organisation": .string(affiliation.organisation.description), "name": .string(affiliation.name),
            "standing": .string(affiliation.standing.rawValue), "mandate": affiliation.mandate?.json ?? .null,
        ]
    }

    /// Never holds the token; the name is empty for whoever files without one.
    static func json(_ session: Session) -> [String: JSONValue] {
        [
            "user": .string(session.name), "id": .string(session.user.description),
            "server": .string(session.server), "roles": .array(session.roles.map(\.json)),
            "organisation": session.organisation.json,
        ]
    }
}
