import CaseProtocol

@testable import Workflow

/// Steps and looks of one person, for tests of who sees what.
extension TablePlayer {
    /// Takes an action as this person, with these fields and no others.
    mutating func take(
        _ action: ActionID, by party: Party, _ fields: [String: JSONValue] = [:]
    ) throws(Refusal) {
        try perform(.act(CaseAct(caseID: Self.caseID, action: action, from: nil, fields: fields)), by: party)
    }

    /// The rows of the case that this person may see.
    func seen(by party: Party) -> [Row] {
        state.rows.values.filter { !audiences(of: $0.compartment, in: state).isDisjoint(with: party.audiences) }
    }

    /// Writes on the header what the server would write.
    mutating func change(_ fields: [String: JSONValue]) {
        guard var header = state.header?.row else { return }
        header.fields.merge(fields) { $1 }
        state.put(header)
    }
}
