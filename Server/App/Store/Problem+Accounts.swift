public import CaseProtocol

extension Problem {
    /// A second account of one name; letter case makes no difference.
    public static func accountExists(_ name: String) -> Problem {
        Problem(.accountExists, "There is already an account with the name “\(name)”.", path: "name")
    }
}
