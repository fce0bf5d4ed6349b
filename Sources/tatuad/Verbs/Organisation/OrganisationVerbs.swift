import ArgumentParser
import CaseProtocol

/// Organisations, for the administrator. Their people make and change them.
struct OrganisationVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation", abstract: "List organisations, and suspend a false one.",
        subcommands: [
            ListOrganisations.self, ShowOrganisation.self, SuspendOrganisation.self, ResumeOrganisation.self,
            MakeOwner.self,
        ])
}

/// Lists them.
struct ListOrganisations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the organisations and how many people act for each.")

    @Flag(name: .customLong("json"), help: "Answer with one JSON object: organisations, a list.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let list = try await DataFolder(data.folder).withAdmin { try await $0.organisations() }
        if isJSON {
            try Output.say(json: list)
            return
        }
        for organisation in list.organisations {
            let count = organisation.people.count
            Output.say(
                "\(organisation.name) (\(organisation.country)): \(count == 1 ? "1 person" : "\(count) people")"
                    + "\(organisation.isSuspended ? ", suspended" : ""), id \(organisation.id)")
        }
        if list.organisations.isEmpty { Output.say("There are no organisations.") }
    }
}

/// Shows one.
struct ShowOrganisation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show who acts for an organisation, and under which letters.")

    @Argument(help: "Its id.")
    var id: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let wanted = try OrganisationArgument.id(id)
        let list = try await DataFolder(data.folder).withAdmin { try await $0.organisations() }
        guard let organisation = list.organisations.first(where: { $0.id == wanted }) else {
            throw Problem(.notFound, "There is no such organisation.", path: "organisation")
        }
        Output.say(
            "\(organisation.name) (\(organisation.country))\(organisation.isSuspended ? ", suspended" : "")")
        for person in organisation.people {
            let mandate = person.mandate.map { ", \($0.from) through \($0.until), under \($0.reference)" } ?? ""
            Output.say("  \(person.name): \(person.standing.rawValue)\(mandate)")
        }
    }
}

/// Suspends one.
struct SuspendOrganisation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Let nobody act for an organisation any more.",
        discussion: "Its cases leave the devices of its people, until tatuad organisation resume. What was done stays.")

    @Argument(help: "Its id, as in tatuad organisation list.")
    var id: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = SuspendOrganisationRequest(organisation: try OrganisationArgument.id(id), isSuspended: true)
        let done = try await DataFolder(data.folder).withAdmin { try await $0.suspendOrganisation(request) }
        Output.say("\(done.name) is suspended: nobody acts for it.")
    }
}

/// Lets one act again.
struct ResumeOrganisation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let the people of a suspended organisation act for it again.")

    @Argument(help: "Its id, as in tatuad organisation list.")
    var id: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = SuspendOrganisationRequest(organisation: try OrganisationArgument.id(id), isSuspended: false)
        let done = try await DataFolder(data.folder).withAdmin { try await $0.suspendOrganisation(request) }
        Output.say("\(done.name): its people act for it again.")
    }
}

/// Gives one another owner.
struct MakeOwner: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "owner", abstract: "Make a member an owner, where no owner can any more.",
        discussion: "Make sure who asks: an owner says who sees the organisation's cases.")

    @Argument(help: "The organisation's id, as in tatuad organisation list.")
    var id: String
    @Argument(help: "The member, by login name.")
    var name: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ChangeOrganisationRequest(
            organisation: try OrganisationArgument.id(id), name: name, standing: .owner)
        let done = try await DataFolder(data.folder).withAdmin { try await $0.changeOrganisation(request) }
        Output.say("\(name) is an owner of \(done.name).")
    }
}

enum OrganisationArgument {
    static func id(_ text: String) throws -> OrganisationID {
        guard let id = OrganisationID(text) else {
            throw ValidationError("“\(text)” is not the id of an organisation; see tatuad organisation list.")
        }
        return id
    }
}
