import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Gives a leaver's cases to a colleague.
struct HandOver: Verb {
    static let configuration = CommandConfiguration(
        commandName: "hand-over",
        abstract: "Give every running case that is assigned to one colleague to another.",
        discussion: """
            Each case is a change of its own, as by assign, and waits for the next sync. Cases that you may not assign are \
            listed and stay. Only cases that this replica holds are found.
            """)

    @Argument(help: "Whose cases they are.")
    var from: String
    @Argument(help: "Who takes them over.")
    var to: String
    @Flag(help: "Say what would be given, and give nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let colleagues = try Colleagues(replica)
        let (leaver, taker) = (try colleagues.find(from), try colleagues.find(to))
        guard leaver.id != taker.id else {
            throw Problem(.invalidField, "“\(taker.name)” has these cases already.", path: "to")
        }
        let given: [HandedOver]
        if dryRun {
            given = try replica.cases(assignedTo: leaver.id).map {
                HandedOver(caseID: $0.caseID, reference: $0.references.first ?? $0.caseID.description, problem: nil)
            }
        } else {
            given = try replica.handOver(from: leaver.id, to: taker.id)
        }
        let stayed = given.filter { $0.problem != nil }
        var page = Page()
        let moved = given.count - stayed.count
        page.say(
            "\(moved) \(moved == 1 ? "case" : "cases") of \(leaver.name) \(dryRun ? "would go" : "went") to \(taker.name)."
        )
        for one in given where one.problem == nil { page.say(one.reference, indent: 2) }
        if !stayed.isEmpty { page.say("\(stayed.count) stayed:") }
        for one in stayed { page.pair(one.reference, one.problem?.message ?? "", indent: 2, column: 24) }
        let standing = try Standing(replica)
        StandingScreen.write(standing, to: &page)
        let members: [String: JSONValue] = [
            "from": .string(leaver.name), "to": .string(taker.name), "dryRun": .bool(dryRun),
            "cases": .array(
                given.map { one in
                    [
                        "case": .string(one.caseID.description), "reference": .string(one.reference),
                        "problem": one.problem.map { ProblemView.json($0) } ?? .null,
                    ]
                }),
        ]
        return Answer(
            page: page, json: .object(standing.json.merging(members) { $1 }),
            exitCode: stayed.isEmpty ? .done : .refused)
    }
}

/// Officers of the own desk, by name.
struct Colleagues {
    private let people: [(id: UserID, name: String)]

    init(_ replica: Replica) throws {
        var people = try replica.directory().map { (id: UserID($0.id), name: $0["name"]?.string ?? "") }
        if let session = try replica.signedIn, !people.contains(where: { $0.id == session.user }) {
            people.append((session.user, session.name))
        }
        self.people = people
    }

    /// - Throws: a ``Problem`` with the names that are like it.
    func find(_ name: String) throws -> (id: UserID, name: String) {
        guard let person = people.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw Problem(
                .notFound, "No colleague here is called “\(name)”.", path: "name",
                allowed: NearNames.of(name, among: people.map(\.name)))
        }
        return person
    }
}
