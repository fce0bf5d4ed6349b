public import CaseProtocol

/// What one office or account lets its holder do, by the table of roles.
public struct RoleListing: Hashable, Sendable {
    /// The capacity that it becomes on a case, such as `nfpReporting` of a `focalPoint`.
    public let role: RoleID
    public let title: String
    /// The country or body; `nil` where the role has none.
    public let scope: String?
    /// The goods to which acting is limited; `nil` for all.
    public let chapters: HSChapters?
    public let lines: [Line]
    /// What they may do that concerns no case.
    public let besides: [String]

    /// What they may do with one kind of thing.
    public struct Line: Hashable, Sendable {
        public let column: RoleColumn
        public let grants: [RoleGrant]
        /// What the table allows and nothing lets anybody do yet.
        public let notYet: [String]
    }

    /// One for each capacity of an appointment, those that may nothing but read what is published left out.
    public static func all(of appointment: Appointment) -> [RoleListing] {
        RoleTable.capacities(of: appointment.role, isChair: appointment.isChair).compactMap { role in
            guard let entry = RoleTable.entry(role) else { return nil }
            let lines = entry.cells.filter { !$0.verbs.isEmpty }.map { cell in
                Line(
                    column: cell.column, grants: cell.grants.filter { $0.scope != .published },
                    notYet: cell.departures.compactMap { if case .notYet(let text) = $0 { text } else { nil } })
            }
            return RoleListing(
                role: role, title: RoleWords.word(role), scope: appointment.desk, chapters: appointment.chapters,
                lines: lines, besides: entry.besides)
        }
    }
}

extension RoleGrant {
    /// As a part of a sentence: `read, act (of their country), if it was transmitted to them`.
    public var text: String {
        verbs.map(\.word).joined(separator: ", ") + " (\(scope.word))" + (condition.map { ": \($0)" } ?? "")
    }
}
