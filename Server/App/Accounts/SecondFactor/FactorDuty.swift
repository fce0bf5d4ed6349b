internal import CaseProtocol
internal import Workflow

/// Who must have a second factor, and from when on: the one place that says so.
enum FactorDuty {
    /// Roles that open other people's cases, or the server itself.
    static let roles: Set<RoleID> = Party.officials.union([.sysAdmin, .auditor])

    static func holds(_ appointments: [Appointment]) -> Bool { appointments.contains { roles.contains($0.role) } }

    /// From when on the account gets nothing without a second factor; `nil` for one that has one or needs none.
    ///
    /// - Parameter factor: the account's, as it is now.
    static func dueAt(_ account: Account, _ factor: SecondFactor?, _ settings: AccountSettings) -> Timestamp? {
        guard let days = settings.secondFactorDays, let since = account.officerSince, factor?.isConfirmed != true else {
            return nil
        }
        return since.adding(days: days)
    }

    /// Notes since when somebody holds an office: another one in place of the first gives no new days.
    static func note(_ account: inout Account, at now: Timestamp) {
        account.officerSince = holds(account.appointments) ? account.officerSince ?? now : nil
    }
}

extension Timestamp {
    /// Days of 24 hours later.
    func adding(days: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + Int64(days) * 86_400_000) }
    func adding(hours: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + Int64(hours) * 3_600_000) }
    func adding(minutes: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + Int64(minutes) * 60_000) }
}
