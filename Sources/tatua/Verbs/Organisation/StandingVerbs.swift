import ArgumentParser
import CaseProtocol
import ClientCore

/// Makes somebody an owner, or a member again.
struct MakeOwner: Verb {
    static let configuration = CommandConfiguration(
        commandName: "owner", abstract: "Make a member an owner, who says who acts for it; or a member again.")

    @Argument(help: OrganisationPage.nameHelp)
    var name: String
    @Argument(help: "The person, by login name.")
    var person: String
    @Flag(help: "A member again; the last owner stays one.")
    var end = false
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        try await StandingChange.answer(
            in: world, name, person, end ? .member : .owner,
            did: "\(person) is \(end ? "a member" : "an owner") of")
    }
}

/// Takes somebody out.
struct RemoveMember: Verb {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a person out: the organisation's cases leave their devices.",
        discussion: "At their next contact with the server. What they did stays, under the organisation.")

    @Argument(help: OrganisationPage.nameHelp)
    var name: String
    @Argument(help: "The person, by login name.")
    var person: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        try await StandingChange.answer(in: world, name, person, nil, did: "\(person) no longer acts for")
    }
}

/// Ends a mandate before its last day.
struct WithdrawMandate: Verb {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "End a representative's mandate before its last day.")

    @Argument(help: OrganisationPage.nameHelp)
    var name: String
    @Argument(help: "The representative, by login name.")
    var person: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        try await StandingChange.answer(in: world, name, person, nil, did: "\(person) no longer represents")
    }
}

/// Leaves.
struct LeaveOrganisation: Verb {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Act no longer for an organisation yourself.")

    @Argument(help: OrganisationPage.nameHelp)
    var name: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let own = try world.replica().session.name
        return try await StandingChange.answer(in: world, name, own, nil, did: "You no longer act for")
    }
}

enum StandingChange {
    static func answer(
        in world: World, _ name: String, _ person: String, _ standing: OrganisationStanding?, did: String
    ) async throws -> Answer {
        let (organisation, left) = try await world.withSession { server, token in
            let organisation = try await OrganisationPage.find(name, server, token)
            let request = ChangeOrganisationRequest(organisation: organisation.id, name: person, standing: standing)
            return (organisation, try await server.changeOrganisation(request, token: token).organisations)
        }
        var page = Page()
        page.say("\(did) \(organisation.name).")
        return Answer(
            page: page,
            json: [
                "id": .string(organisation.id.description), "organisations": .array(left.map(OrganisationPage.json)),
            ])
    }
}
