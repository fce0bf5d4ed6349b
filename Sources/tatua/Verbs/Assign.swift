import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Gives a case to a person or a desk.
struct Assign: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Give a case to a colleague or a desk of your government or body.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("A colleague's name, or desk:ROLE, such as desk:focalPoint.", valueName: "name"))
    var name: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let (person, desk, shown) = try assignee(replica)
        let prediction = try replica.assign(caseID, to: person, desk: desk)
        return PredictionScreen.answer(
            prediction, did: "\(prediction.reference): assigned to \(shown).", more: ["assignee": .string(shown)],
            try Standing(replica))
    }

    /// The account or the desk that is meant, and what to call it.
    private func assignee(_ replica: Replica) throws -> (UserID?, RoleID?, String) {
        if name.lowercased().hasPrefix("desk:") {
            let word = String(name.dropFirst(5))
            let roles = Appointment.grantable.map(\.role.rawValue)
            guard let role = roles.first(where: { $0.lowercased() == word.lowercased() }) else {
                throw Problem(
                    .unknownCode, "There is no desk “\(word)”.", path: "desk", allowed: NearNames.of(word, among: roles)
                )
            }
            return (nil, RoleID(role), "desk:\(role)")
        }
        let people = try replica.directory()
        if let person = people.first(where: { $0["name"]?.string?.lowercased() == name.lowercased() }) {
            return (UserID(person.id), nil, person["name"]?.string ?? name)
        }
        if let session = try replica.signedIn, session.name.lowercased() == name.lowercased() {
            return (session.user, nil, session.name)
        }
        let names = people.compactMap { $0["name"]?.string }
        throw Problem(
            .notFound, "No colleague here is called “\(name)”.", path: "name", allowed: NearNames.of(name, among: names)
        )
    }
}
