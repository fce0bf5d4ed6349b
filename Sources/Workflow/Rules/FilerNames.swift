public import CaseProtocol

/// Who acted for the organisation for which a case was filed, and under which mandates: members of the sealed row. By them
/// officers know whom they deal with, and texts for the public are searched for all of them.
enum FilerNames {
    static let people = "people"
    static let mandates = "mandates"

    /// The members for the first of them.
    static func first(_ party: Party, _ affiliation: Affiliation) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [people: [.string(party.name)]]
        fields[mandates] = affiliation.mandate.map { [entry($0, of: party)] }
        return fields
    }

    /// What `party` has to be added by, who acts as the filer; `nil` where everything is there.
    static func addition(of party: Party, on state: CaseState) -> CaseEvent? {
        guard let row = state.sealedParty, let affiliation = party.affiliation(to: state.filerOrganisation) else {
            return nil
        }
        let known = (row[people]?.array ?? [], row[mandates]?.array ?? [])
        var fields: [String: JSONValue] = [:]
        if !known.0.contains(.string(party.name)) { fields[people] = .array(known.0 + [.string(party.name)]) }
        if let mandate = affiliation.mandate.map({ entry($0, of: party) }), !known.1.contains(mandate) {
            fields[mandates] = .array(known.1 + [mandate])
        }
        return fields.isEmpty ? nil : .partyAmended(RowAmendment(id: row.id, fields: fields))
    }

    private static func entry(_ mandate: Mandate, of party: Party) -> JSONValue {
        .object((mandate.json.object ?? [:]).merging(["name": .string(party.name)]) { $1 })
    }
}

extension Decision {
    /// With the name of whoever acts here for the organisation that filed, where the case does not have it yet.
    func naming(_ party: Party, on state: CaseState?) -> Decision {
        guard let state, !events.isEmpty, let addition = FilerNames.addition(of: party, on: state) else { return self }
        var decision = self
        decision.events.append(addition)
        return decision
    }
}

/// A mandate under which somebody acted on a case.
public struct FilerMandate: Hashable, Sendable {
    /// The representative's name.
    public let name: String
    public let mandate: Mandate
}

extension CaseState {
    /// The row that says who complains, with name and contact; `nil` where it may not be seen.
    public var filerRow: Row? { sealedParty }

    /// Under which mandates somebody acted for the organisation that filed, first use first.
    public var filerMandates: [FilerMandate] {
        (sealedParty?[FilerNames.mandates]?.array ?? []).compactMap { entry in
            guard let name = entry.object?["name"]?.string, let mandate = Mandate(entry) else { return nil }
            return FilerMandate(name: name, mandate: mandate)
        }
    }
}
