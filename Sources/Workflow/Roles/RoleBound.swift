import CaseProtocol

/// The table of roles as the outer bound of who reads a case: whatever a cast gives, nobody reads what no row gives them.
struct RoleBound {
    let header: CaseHeader
    let state: CaseState
    /// Who is on it because of a case at the other end of a link.
    private let linked: Set<AudienceID>

    init(header: CaseHeader, state: CaseState) {
        self.header = header
        self.state = state
        linked = state.linkedReaders(on: header)
    }

    /// Those of `audiences` whose role may read what lies in the compartment.
    func bounded(_ audiences: Set<AudienceID>, of compartment: Compartment) -> Set<AudienceID> {
        let column = header.roleColumn(of: compartment)
        return audiences.filter { audience in
            roles(of: audience).contains { RoleTable.allows($0, .read, on: column) }
        }
    }

    /// In which roles somebody belongs to an audience on this case.
    private func roles(of audience: AudienceID) -> [RoleID] {
        let parts = audience.rawValue.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return audience == .recs ? [.recOfficer] : [] }
        let scope = parts[1]
        let isLinked = linked.contains(audience)
        switch parts[0] {
        case "user":
            let reader: RoleID = header.cast == .request ? .investigator : .counsel
            return (UserID(scope).map(roles(of:)) ?? []) + (isLinked ? [reader] : [])
        case "org": return state.filerAudiences.contains(audience) ? [header.filerRole].compactMap(\.self) : []
        case "fp":
            return (header.reporting == scope || isLinked ? [.nfpReporting] : [])
                + (header.imposing == scope ? [.nfpImposing] : [])
        case "nmc": return [.nmcMember]
        case "legal": return [.ministryLegal]
        case "rec": return [scope == RegionalCommunity.afcfta.id ? .secretariatAfcfta : .recOfficer]
        default: return [RoleID(parts[0])]
        }
    }

    /// As whom a person is on the case by name: who filed it, who sits on it, to whom it is assigned.
    private func roles(of user: UserID) -> [RoleID] {
        var roles = state.seatsEver.filter { $0.user == user }.map(\.role)
        if state.codeAccount == user {
            roles.append(.strTrader)
        } else if state.filerAudiences.contains(.user(user)), let role = header.filerRole {
            roles.append(role)
        }
        if header.cast.isByAssignment { roles += CastAudiences(header: header, state: state).handlerRoles(of: user) }
        return roles
    }
}

extension Standing {
    /// The capacities in which they may do that at all on such a case, best first.
    func roles(with verb: RoleVerb) -> [RoleID] {
        roles.filter { RoleTable.allows($0, verb, on: header.roleColumn) }
    }
}
