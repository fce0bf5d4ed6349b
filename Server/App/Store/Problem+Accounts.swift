public import CaseProtocol

extension Problem {
    /// A second account of one name; letter case makes no difference.
    public static func accountExists(_ name: String) -> Problem {
        Problem(.accountExists, "There is already an account with the name “\(name)”.", path: "name")
    }

    /// A second organisation of one name in one country. The sentence names no one.
    public static var organisationExists: Problem {
        Problem(
            .invalidField,
            "There is an organisation of this name in this country. Ask one of its owners for an invitation, or give a fuller name.",
            path: "name")
    }
}
