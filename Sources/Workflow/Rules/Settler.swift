public import CaseProtocol

/// Who is to settle something that could not be applied. A role of the case and not a person: who holds it, and to whom the
/// case is assigned there, may change until it is settled.
struct Settler {
    let header: CaseHeader
    let state: CaseState
    let procedure: Procedure?
    let stage: Stage?
    let lists: CodeLists

    init(_ standing: Standing, in context: DecisionContext) {
        let known = try? standing.procedure(in: context.catalogue)
        self.init(
            header: standing.header, state: standing.state, procedure: known?.0, stage: known?.1,
            lists: context.catalogue.codeLists)
    }

    private init(header: CaseHeader, state: CaseState, procedure: Procedure?, stage: Stage?, lists: CodeLists) {
        self.header = header
        self.state = state
        self.procedure = procedure
        self.stage = stage
        self.lists = lists
    }

    /// Of an act that came too late its author's desk; of two versions of a field whoever may change it now: the owner of the
    /// stage, else an officer, else whoever it is. Where nobody may any more, the office that keeps the case.
    func role(for conflict: Row) -> RoleID {
        let confidentiality = conflict.compartment.confidentiality
        guard conflict["about"] == "field" else {
            if confidentiality == .internal, let role = conflict["role"]?.string { return RoleID(role) }
            return keeper
        }
        let isShared = confidentiality == .parties || confidentiality == .public
        let editors = editors(of: FieldVersion.all(of: conflict).map(\.field))
            .filter { isShared || ![.nfpImposing, .agencyLiaison].contains($0) }
        if let owner = stage?.owner {
            if editors.contains(owner) { return owner }
            if owner == .complainant, !Set(editors).isDisjoint(with: RoleWords.filers) { return .complainant }
        }
        guard let chosen = editors.first(where: { !RoleWords.filers.contains($0) }) ?? editors.first else {
            return keeper
        }
        return RoleWords.filers.contains(chosen) ? .complainant : chosen
    }

    /// Everybody who may change all of these fields at the stage where the case stands, in table order.
    private func editors(of fields: [FieldID]) -> [RoleID] {
        guard let procedure, let stage else { return [] }
        let byField = fields.map { field in
            procedure.edits(of: field, on: state, lists: lists).filter { $0.from.includes(stage) }.flatMap(\.roles)
        }
        guard let first = byField.first else { return [] }
        var roles: [RoleID] = []
        for role in first where !roles.contains(role) && byField.allSatisfy({ $0.contains(role) }) {
            roles.append(role)
        }
        return roles
    }

    /// The role that answers for the case's file.
    var keeper: RoleID {
        switch header.cast {
        case .complaint: .nfpReporting
        case .dispute: .ministryLegal
        case .remedy: header.isInitiated ? .investigator : .authorityHead
        case .desk(let role): role
        case .request: .investigator
        }
    }
}

extension Standing {
    /// Whether a step that a role owes is theirs. What the complainant owes is the filer's, whatever their kind. Where nobody
    /// is known to be the focal point of the reporting country, its steps are the secretariat's.
    func bears(_ owner: RoleID) -> Bool {
        if owner == .complainant { return state.isFiler(party) }
        if owner == .nfpReporting, header.reporting == nil, roles.contains(.recOfficer) { return true }
        return roles.contains(owner)
    }
}

/// The role that is to settle a conflict of the case, for a screen; `nil` for somebody who has no part in the case.
public func settler(of conflict: Row, on state: CaseState, for party: Party, in context: DecisionContext) -> RoleID? {
    guard let standing = try? Standing(state, party) else { return nil }
    return Settler(standing, in: context).role(for: conflict)
}
