import ArgumentParser
import CaseProtocol
import ClientCore

/// The organisations that somebody acts for.
struct OrganisationVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation",
        abstract: "Act for a firm or association with others, or through a representative; needs the server.",
        discussion: """
            What is filed with “tatua file --for NAME” is the organisation's: all its people see it and go on with it, on \
            their own devices. Whoever is taken out loses it with the next sync.
            """,
        subcommands: [
            ListOrganisations.self, ShowOrganisation.self, CreateOrganisation.self, InviteMember.self,
            RepresentOrganisation.self, JoinOrganisation.self, MakeOwner.self, RemoveMember.self,
            WithdrawMandate.self, LeaveOrganisation.self, FetchLetter.self,
        ], defaultSubcommand: ListOrganisations.self)
}

/// Lists them.
struct ListOrganisations: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the organisations that you act for.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let list = try await world.withSession { try await $0.organisations(token: $1) }
        var page = Page()
        for organisation in list.organisations {
            page.say("\(organisation.name) (\(organisation.country)): \(OrganisationPage.standing(organisation))")
        }
        if list.organisations.isEmpty {
            page.say("You act for no organisation. Next: tatua organisation create NAME, or join CODE.")
        }
        return Answer(page: page, json: ["organisations": .array(list.organisations.map(OrganisationPage.json))])
    }
}

/// Shows one.
struct ShowOrganisation: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show who acts for an organisation, and under which letters.")

    @Argument(help: OrganisationPage.nameHelp)
    var name: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let shown = try await world.withSession { try await OrganisationPage.find(name, $0, $1) }
        var page = Page()
        OrganisationPage.write(shown, to: &page)
        return Answer(page: page, json: OrganisationPage.json(shown))
    }
}

/// Makes one.
struct CreateOrganisation: Verb {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an organisation; you are its first owner.",
        discussion: "Its name is told to whoever sees who complains on a case that is filed for it, and to nobody else."
    )

    @Argument(help: "What it is called; no two of a country have one name.")
    var name: String
    @Option(help: "Its country, two letters, where it is not that of your account.")
    var country: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let request = MakeOrganisationRequest(name: name, country: country)
        let made = try await world.withSession { try await $0.makeOrganisation(request, token: $1) }
        var page = Page()
        page.say("\(made.name) is made, and you are its owner. Sync before you file for it.")
        return Answer(page: page, json: OrganisationPage.json(made))
    }
}

/// Organisations on a screen, and for programs.
enum OrganisationPage {
    static let nameHelp: ArgumentHelp = "The organisation, by name or id."

    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` that names those there are.
    static func find(_ name: String, _ server: any Transport, _ token: String) async throws -> OrganisationSummary {
        let all = try await server.organisations(token: token).organisations
        let fitting = all.filter { $0.name.lowercased() == name.lowercased() || $0.id.description == name.lowercased() }
        guard let only = fitting.first, fitting.count == 1 else {
            throw Problem(
                .notFound, "You act for no “\(name)”, or for several: give the id.", path: "name",
                allowed: all.map(\.name))
        }
        return only
    }

    static func standing(_ organisation: OrganisationSummary) -> String {
        let own = organisation.standing.map { "you are \($0 == .owner ? "an" : "a") \($0.rawValue)" } ?? ""
        return own + (organisation.isSuspended ? ", suspended by the administrator" : "")
    }

    static func write(_ organisation: OrganisationSummary, to page: inout Page) {
        page.say("\(organisation.name) (\(organisation.country)): \(standing(organisation))")
        for person in organisation.people {
            let mandate = person.mandate.map { ", \($0.from) through \($0.until), under \($0.reference)" } ?? ""
            page.pair(person.name, person.standing.rawValue + mandate, indent: 2, column: 26)
        }
    }

    static func json(_ organisation: OrganisationSummary) -> JSONValue {
        [
            "id": .string(organisation.id.description), "name": .string(organisation.name),
            "country": .string(organisation.country), "standing": (organisation.standing?.rawValue).json,
            "suspended": .bool(organisation.isSuspended),
            "people": .array(
                organisation.people.map { person in
                    [
                        "name": .string(person.name), "standing": .string(person.standing.rawValue),
                        "from": (person.mandate?.from.description).json,
                        "until": (person.mandate?.until.description).json,
                        "reference": (person.mandate?.reference).json,
                        "letter": (person.mandate?.letter.description).json,
                    ]
                }),
        ]
    }
}
