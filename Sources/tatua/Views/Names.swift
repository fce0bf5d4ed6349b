import CaseProtocol
import ClientCore

/// Names of colleagues, by account.
struct Names {
    private let byID: [String: String]

    init(_ replica: Replica) throws {
        var names: [String: String] = [:]
        for person in try replica.directory() { names[person.id.description] = person["name"]?.string }
        if let session = try replica.signedIn { names[session.user.description] = session.name }
        byID = names
    }

    /// The person or desk that an inbox entry is assigned to, as people call them; `nil` for nobody.
    func assignee(_ text: String?) -> String? {
        guard let text else { return nil }
        if let name = byID[text] { return name }
        return UserID(text) == nil ? "desk:\(text)" : "somebody who is not in the directory here"
    }
}
