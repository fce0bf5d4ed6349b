internal import CaseProtocol
internal import Workflow

/// The cases that an act may mean by the other one it names, of those that its sender may see. A hidden case is passed over
/// before it is read: neither the answer nor the choice between several tells that it exists.
struct NamedCases {
    let all: [OtherCase]

    init(in command: CaseCommand, for party: Party, catalogue: Catalogue, in snapshot: any CaseSnapshot) throws {
        guard case .act(let act) = command, let reference = act.fields[OtherCase.field.rawValue]?.string,
            !ReferenceText.folded(reference).isEmpty
        else {
            all = []
            return
        }
        let called = try snapshot.cases(withReference: ReferenceText.folded(reference))
        let candidates = Set(called + [CaseID(reference)].compactMap(\.self)).sorted()
        var states: [CaseID: CaseState] = [:]
        for caseID in candidates where try snapshot.placements(of: caseID).areOpen(to: party) {
            states[caseID] = CaseState(
                caseID: caseID, rows: try snapshot.rows(of: caseID, except: [.note, .event, .deadline, .proposal]))
        }
        // Its own id is nobody else's reference.
        if let named = CaseID(reference).flatMap({ states[$0] }).flatMap({ OtherCase($0, in: catalogue) }) {
            all = [named]
            return
        }
        let meant = states.values.compactMap(\.header).sorted { $0.caseID < $1.caseID }.meant(by: reference)
        all = meant.compactMap { states[$0.caseID] }.compactMap { OtherCase($0, in: catalogue) }
    }
}

extension [Compartment: Set<AudienceID>] {
    /// Whether these placements of a case let somebody know of it. What the public may read does not open the file.
    func areOpen(to party: Party) -> Bool {
        party.isSystem
            || contains { $0.key.confidentiality != .public && !$0.value.isDisjoint(with: party.audiences) }
    }
}
