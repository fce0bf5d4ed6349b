import ArgumentParser
import CaseProtocol
import ClientCore
import Foundation

/// Invites a member.
struct InviteMember: Verb {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Get a code with which one person becomes a member; for owners.")

    @Argument(help: OrganisationPage.nameHelp)
    var name: String
    @Option(help: "For how many days the code is good, 14 unless you say.")
    var days: Int?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        try await JoiningCode.answer(in: world, for: name, mandate: nil, days: days)
    }
}

/// Invites a representative.
struct RepresentOrganisation: Verb {
    static let configuration = CommandConfiguration(
        commandName: "represent",
        abstract:
            "Get a code with which one person represents the organisation, under a letter of authority; for owners.",
        discussion: """
            A clearing agent, a lawyer, an association. They see and do what the organisation's people do, from the first \
            day through the last; it ends by itself, and at once with “tatua organisation withdraw”. Officers who see who \
            complains may read the letter.
            """)

    @Argument(help: OrganisationPage.nameHelp)
    var name: String
    @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"))
    var from: String
    @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd"))
    var until: String
    @Option(help: "What the letter is called: its number or date.")
    var reference: String
    @Option(help: ArgumentHelp("The letter: PDF, JPEG or PNG, 1 MiB at most.", valueName: "file"))
    var letter: String
    @Option(help: "For how many days the code is good, 14 unless you say.")
    var days: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        for day in [from, until] where CivilDate(day) == nil {
            throw ValidationError("“\(day)” is not a day such as 2026-12-24.")
        }
    }

    func answer(in world: World) async throws -> Answer {
        guard let first = CivilDate(from), let last = CivilDate(until) else { throw ValidationError("Give both days.") }
        let bytes = try world.files.read(letter, bytesMax: MandateOffer.letterBytesMax)
        let text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
        return try await JoiningCode.answer(
            in: world, for: name, mandate: MandateOffer(from: first, until: last, reference: reference, letter: text),
            days: days)
    }
}

/// Joins one.
struct JoinOrganisation: Verb {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Join an organisation with the code that one of its owners gave you.")

    @Argument(help: "The code.")
    var code: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let joined = try await world.withSession {
            try await $0.joinOrganisation(JoinOrganisationRequest(code: code), token: $1)
        }
        var page = Page()
        OrganisationPage.write(joined, to: &page)
        page.say("Its cases come with the next sync.")
        return Answer(page: page, json: OrganisationPage.json(joined))
    }
}

/// A code that was given out.
enum JoiningCode {
    static func answer(in world: World, for name: String, mandate: MandateOffer?, days: Int?) async throws -> Answer {
        let code = try await world.withSession { server, token in
            let organisation = try await OrganisationPage.find(name, server, token)
            return try await server.inviteToOrganisation(
                OrganisationInvitationRequest(organisation: organisation.id, mandate: mandate, days: days), token: token
            )
        }
        var page = Page()
        page.pair("Code", code.code)
        page.say(
            "Good once, through \(code.endsAt.day()), for whoever has it: give it to them alone. They run: tatua organisation join CODE"
        )
        return Answer(
            page: page, json: ["code": .string(code.code), "endsAt": .string(code.endsAt.description)])
    }
}
