public import CaseProtocol
public import Workflow

extension Replica {
    /// The cases of this replica that run and are assigned to somebody, by reference.
    public func cases(assignedTo person: UserID) throws -> [CaseHeader] {
        try store.read { snapshot in
            let caseIDs = try snapshot.effectiveRows(ofKind: .assignment)
                .filter { $0["person"]?.string == person.description }.compactMap(\.caseID)
            return try Set(caseIDs).compactMap { try snapshot.effectiveState(of: $0)?.header }
                .filter { !$0.isEnded }
        }.sorted { ($0.references.first ?? "", $0.caseID) < ($1.references.first ?? "", $1.caseID) }
    }

    /// Gives every running case that is assigned to one person to another; those that the person here may not assign stay.
    ///
    /// - Returns: what became of each case, by reference.
    public func handOver(from leaver: UserID, to person: UserID) throws -> [HandedOver] {
        try cases(assignedTo: leaver).map { header in
            let reference = header.references.first ?? header.caseID.description
            do {
                try assign(header.caseID, to: person)
                return HandedOver(caseID: header.caseID, reference: reference, problem: nil)
            } catch let problem as Problem {
                return HandedOver(caseID: header.caseID, reference: reference, problem: problem)
            }
        }
    }
}

/// What became of one case of somebody who leaves.
public struct HandedOver: Hashable, Sendable {
    public let caseID: CaseID
    public let reference: String
    /// Why it stayed; `nil` for one that was given on.
    public let problem: Problem?

    public init(caseID: CaseID, reference: String, problem: Problem?) {
        self.caseID = caseID
        self.reference = reference
        self.problem = problem
    }
}
