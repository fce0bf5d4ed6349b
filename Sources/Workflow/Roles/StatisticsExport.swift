public import CaseProtocol

/// Who may hand on the elimination matrix and counts as a file, by the table of roles. What is published anybody may.
///
/// It is a rule for offices: whoever reads something can copy it from the screen.
public enum StatisticsExport {
    /// Whether an office or account lets its holder do so.
    public static func isAllowed(by appointment: Appointment) -> Bool {
        RoleTable.capacities(of: appointment.role, isChair: appointment.isChair).contains {
            RoleTable.allows($0, .export, on: .statistics)
        }
    }

    /// Checks that some office lets a person hand on the elimination matrix.
    ///
    /// - Parameter party: as they are today, see ``Party/on(_:)``.
    /// - Throws: a ``Problem`` with ``ProblemCode/notPermitted`` that names who may, and what else can be done.
    public static func checkMatrix(for party: Party) throws(Problem) {
        guard !party.appointments.contains(where: isAllowed) else { return }
        throw refusal(
            of: "the elimination matrix", roles: RoleTable.roles(with: .export, on: .statistics),
            instead: "Without --csv you see what of it is yours to read.")
    }

    /// Why these counts are not handed on by somebody who may read them.
    public static func refusal(of counting: Counting) -> Problem {
        // An auditor has all of them.
        let roles = [counting, .everything].flatMap { RoleTable.roles(counting: $0, isToExport: true) }
        return refusal(
            of: counting.title, roles: roles,
            instead: "Ask for them without a file: you may read them.")
    }

    private static func refusal(of what: String, roles: [RoleID], instead: String) -> Problem {
        Problem(
            .notPermitted, "Handing on \(what) as a file is for \(RoleWords.list(roles)). \(instead)",
            allowed: roles.map(\.rawValue))
    }
}
