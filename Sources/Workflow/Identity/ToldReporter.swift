import CaseProtocol

/// Who reported what became a trade-remedy case, as its investigators are told where the reporter agrees (`roles.md` 2,
/// “only if converted, reporter consents”): a row in a place of its own. The reporter has no part in that case.
enum ToldReporter {
    /// Nobody's business and nobody's identity on the case.
    static let holder = "reporter"

    private static let told: Set<String> = ["name", "organisation", "contact", "phone", "onBehalfOf"]

    static func place(on caseID: CaseID) -> Compartment {
        Compartment(caseID: caseID, .sealed, holder: holder)
    }

    static func isPlace(_ compartment: Compartment) -> Bool {
        compartment.confidentiality == .sealed && compartment.holder == holder
    }

    /// The reporter's own account goes along, so that a plan for erasing the person shows the case; it gives them nothing there.
    ///
    /// - Parameters:
    ///   - party: the sealed row of the report.
    ///   - role: in which it was filed; of a call an officer's, whose account is not the reporter's.
    static func members(of party: [String: JSONValue], role: RoleID) -> [String: JSONValue] {
        let members = RoleWords.filers.contains(role) ? told.union(["user"]) : told
        return party.filter { members.contains($0.key) }.merging(["role": .string(role.rawValue)]) { $1 }
    }
}
