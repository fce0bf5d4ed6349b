public import CaseProtocol

/// Who gets onto the cases of a procedure, and who sees what of them: one of a few models in code, since visibility is
/// not for an authority to load. What a case's cast is stands on its header.
public enum Cast: Hashable, Sendable {
    /// A barrier between two countries: the filer, the focal points, committees and lawyers of both sides, and the
    /// secretariats. Without `bodies` those of the communities that both countries share.
    case complaint(bodies: [String] = [])
    /// One government's file of a dispute: its lawyers, mission and minister, and counsel seated on the case; once the
    /// request is out, the registry of the body that hears it.
    case dispute(registry: String? = nil)
    /// A trade-remedy case of one country: the applicant, the head of the authority and the assigned investigators; from
    /// initiation on the authority, the minister, the lawyers, the mission and the parties seated on it.
    case remedy
    /// A report or question at a ministry's desk: the filer, the desk, and from referral on the agency named.
    case desk(RoleID)
    /// A request for data to an agency: the investigators to whom it, or the trade remedy that it is for, is given, and the
    /// head of the authority; from the sending on the agency named.
    case request
}

extension Cast {
    /// The form on a case header: `complaint:AfCFTA`, `dispute`, `remedy`, `desk:triageOfficer`.
    public var text: String {
        switch self {
        case .complaint(let bodies): bodies.isEmpty ? "complaint" : "complaint:" + bodies.joined(separator: ",")
        case .dispute(let registry): registry.map { "dispute:\($0)" } ?? "dispute"
        case .remedy: "remedy"
        case .desk(let role): "desk:\(role)"
        case .request: "request"
        }
    }

    /// Reads the form on a case header; `nil` for one that this build does not know.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let scope = parts.count > 1 ? parts[1] : nil
        switch parts[0] {
        case "complaint": self = .complaint(bodies: scope?.split(separator: ",").map(String.init) ?? [])
        case "dispute": self = .dispute(registry: scope)
        case "remedy" where scope == nil: self = .remedy
        case "desk":
            guard let scope, !scope.isEmpty else { return nil }
            self = .desk(RoleID(scope))
        case "request" where scope == nil: self = .request
        default: return nil
        }
    }
}

extension Cast {
    /// Whether only those of the authority see its cases to whom they are given: a trade remedy before initiation, and what
    /// is asked for one. How many there are is then for nobody to count.
    public var isByAssignment: Bool { self == .remedy || self == .request }
}
