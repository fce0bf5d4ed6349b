public import CaseProtocol

/// Who may do what at most: the matrix of `roles.md` 2 as one table. Procedures give roles their moves and casts say who is
/// on a case; neither reaches beyond it. Denied unless a row allows it.
public enum RoleTable {
    /// Every role, as the matrix lists them.
    public static let entries: [RoleEntry] = filers + officers + bodies + disputes + remedies + desks + overseers

    private static let byRole: [RoleID: [RoleColumn: Set<RoleVerb>]] = Dictionary(
        entries.map { entry in
            (entry.role, Dictionary(entry.cells.map { ($0.column, $0.verbs) }, uniquingKeysWith: { $0.union($1) }))
        }, uniquingKeysWith: { first, _ in first })

    public static func entry(_ role: RoleID) -> RoleEntry? { entries.first { $0.role == role } }

    /// Whether a role may do that at all, beyond reading what is published.
    public static func allows(_ role: RoleID, _ verb: RoleVerb, on column: RoleColumn) -> Bool {
        byRole[role]?[column]?.contains(verb) ?? false
    }

    /// Whether a role reads such cases only for others that are linked with them.
    static func isLinkedOnly(_ role: RoleID, on column: RoleColumn) -> Bool {
        entry(role)?.cell(column)?.grants.allSatisfy { $0.scope == .linked } ?? false
    }

    /// Whether a role writes on such cases in any way: then it may leave remarks and files there.
    static func allowsWriting(_ role: RoleID, on column: RoleColumn) -> Bool {
        [.create, .update, .transition].contains { allows(role, $0, on: column) }
    }

    /// The roles that may do that, in order of the table.
    static func roles(with verb: RoleVerb, on column: RoleColumn) -> [RoleID] {
        entries.map(\.role).filter { allows($0, verb, on: column) }
    }

    /// The capacities that an office or account becomes on a case, besides its own name.
    static func capacities(of role: RoleID, isChair: Bool) -> [RoleID] {
        switch role {
        case .focalPoint: [.nfpReporting, .nfpImposing]
        case .nmcMember: isChair ? [.nmcMember, .nmcChair] : [.nmcMember]
        default: [role]
        }
    }
}
