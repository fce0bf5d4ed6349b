internal import CaseProtocol
internal import Workflow

/// The mechanism that published a complaint.
enum ComplaintScheme: String, Hashable, Sendable, CaseIterable {
    case tripartite = "Tripartite"
    case afcfta = "AfCFTA"

    /// The scheme that a line names; by the number's first letters where it names none.
    ///
    /// - Throws: ``ProblemCode/unknownCode`` for a scheme that is not known here.
    init(of line: ComplaintLine) throws(Problem) {
        guard let name = line.scheme else {
            self = line.number.lowercased().hasPrefix("afcfta") ? .afcfta : .tripartite
            return
        }
        guard let scheme = ComplaintScheme(rawValue: name) else {
            throw Problem(
                .unknownCode, "There is no scheme “\(name)” here.", path: "scheme",
                allowed: Self.allCases.map(\.rawValue))
        }
        self = scheme
    }

    var procedure: ProcedureID {
        switch self {
        case .tripartite: "ntb.tripartite"
        case .afcfta: "ntb.afcfta"
        }
    }

    var categories: CodeList {
        switch self {
        case .tripartite: .tripartiteCategories
        case .afcfta: .afcftaCategories
        }
    }

    /// Where a case stands, by its published status. Of the African mechanism the status says no more than that the request
    /// is out or that another body has it.
    var stages: [String: StageID] {
        switch self {
        case .tripartite:
            [
                "New": "registered", "In process": "consultation", "Resolved": "resolved", "Transferred": "transferred",
            ]
        case .afcfta:
            [
                "New": "submitted", "In process": "requestSent", "Resolved": "resolved", "Transferred": "transferred",
                "Complaint registered with REC": "atRec",
            ]
        }
    }

    /// Where a case stands of which the source does not say it.
    var stageWithoutStatus: StageID {
        switch self {
        case .tripartite: "registered"
        case .afcfta: "submitted"
        }
    }
}
