import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Who complained, for somebody who has to know for some days.
struct IdentityVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity", abstract: "Ask to be told who complained, and answer such requests.",
        discussion: """
            One person asks with a reason, another agrees; the complainant reads both. Then the name is on the device of \
            whoever asked until the last day, and is taken off it with the next sync after that.
            """,
        subcommands: [RequestIdentity.self, ListIdentityRequests.self, AnswerIdentity.self])
}

/// Asks.
struct RequestIdentity: Verb {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask to be told who complained.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Option(help: "Why; the complainant reads it.")
    var reason: String
    @Option(help: "For how many days, 1 to 30.")
    var days: Int = 7
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let prediction = try replica.requestIdentity(on: caseID, reason: reason, days: days)
        return PredictionScreen.answer(
            prediction, did: "\(prediction.reference): asked. The complainant reads that you did, and why.",
            try Standing(replica))
    }
}

/// Lists requests.
struct ListIdentityRequests: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List who asked who complained, and what became of it.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let requests = try replica.state(of: try replica.find(reference)).unsealings
        var page = Page()
        if requests.isEmpty { page.say("Nobody asked who complained, as far as is visible here.") }
        for (index, request) in requests.enumerated() {
            page.pair(
                "\(index + 1).", "\(request.name), \(RoleWords.word(request.role)): \(Self.word(request))", column: 5)
            page.say(request.reason, indent: 5)
        }
        let standing = try Standing(replica)
        StandingScreen.write(standing, to: &page)
        let listed = requests.enumerated().map { index, request -> JSONValue in
            [
                "number": .int(Int64(index + 1)), "by": .string(request.name), "role": .string(request.role.rawValue),
                "reason": .string(request.reason), "state": .string(request.state.rawValue),
                "days": .int(Int64(request.days)), "endsOn": request.endsOn?.description.json ?? .null,
            ]
        }
        return Answer(page: page, json: .object(standing.json.merging(["requests": .array(listed)]) { $1 }))
    }

    private static func word(_ request: Unsealing) -> String {
        switch request.state {
        case .asked: "waits for an answer, for \(Wording.count(request.days, "day"))"
        case .open: "knows through \(request.endsOn?.description ?? "?")"
        case .refused: "was refused"
        case .over: "is over"
        }
    }
}

/// Answers.
struct AnswerIdentity: Verb {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Agree that somebody is told who complained, or do not; or end it early.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("The request, by its number in “identity list”.", valueName: "n"))
    var number: Int
    @Flag(help: "They may know, for as many days as they asked for.")
    var agree = false
    @Flag(help: "They may not; needs a reason. Of one who knows: no longer.")
    var refuse = false
    @Option(help: "Why.")
    var reason: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if agree == refuse { throw ValidationError("Say --agree or --refuse.") }
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let requests = try replica.state(of: caseID).unsealings
        guard requests.indices.contains(number - 1) else {
            throw Problem(
                .notFound, "There is no request \(number) on this case.", path: "n",
                allowed: requests.indices.map { "\($0 + 1)" })
        }
        let request = requests[number - 1]
        let prediction = try replica.perform(
            .answerIdentity(
                IdentityAnswer(caseID: caseID, request: request.request, agrees: agree, reason: reason)))
        let did = agree ? "\(request.name) may know, for \(Wording.count(request.days, "day"))" : "refused"
        return PredictionScreen.answer(prediction, did: "\(prediction.reference): \(did).", try Standing(replica))
    }
}
