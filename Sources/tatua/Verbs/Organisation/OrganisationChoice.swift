import CaseProtocol
import ClientCore
import Workflow

/// For which of their organisations somebody files.
struct OrganisationChoice {
    let party: Party
    /// As they named it; `nil` where they did not.
    let named: String?

    /// - Parameter terminal: to ask where there is a choice and they named none; `nil` asks nobody.
    /// - Returns: `nil` for a filing of one's own.
    /// - Throws: a ``Problem`` that names those there are.
    func affiliation(asking terminal: (any Terminal)?, _ role: RoleID) throws(Problem) -> Affiliation? {
        if let named { return try found(named) }
        guard let terminal, terminal.isInteractive, RoleWords.filers.contains(role), !party.affiliations.isEmpty else {
            return nil
        }
        return ask(terminal)
    }

    private func found(_ named: String) throws(Problem) -> Affiliation {
        let fitting = party.affiliations.filter {
            $0.name.lowercased() == named.lowercased() || $0.organisation.description == named.lowercased()
        }
        guard let only = fitting.first, fitting.count == 1 else {
            throw Problem(
                .notFound,
                party.affiliations.isEmpty
                    ? "You act for no organisation, as far as this device knows. Sync after you joined one."
                    : "You act for no “\(named)” today, or for several: give the id that whoami --json has.",
                path: "for", allowed: party.affiliations.map(\.name))
        }
        return only
    }

    private func ask(_ terminal: any Terminal) -> Affiliation? {
        terminal.complain("For whom do you file?")
        terminal.complain("  0  yourself")
        for (index, affiliation) in party.affiliations.enumerated() {
            terminal.complain("  \(index + 1)  \(Plain.line(affiliation.name))")
        }
        while true {
            terminal.prompt("> ")
            guard let line = terminal.readLine() else { return nil }
            let text = FieldTyping.trimmed(line)
            if text.isEmpty || text == "0" { return nil }
            if let number = Int(text), party.affiliations.indices.contains(number - 1) {
                return party.affiliations[number - 1]
            }
            terminal.complain("  A number, 0 to \(party.affiliations.count); an empty line is yourself.")
        }
    }
}
