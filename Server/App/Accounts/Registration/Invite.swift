internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// For how many days an invitation is good, unless the administrator says.
    static let invitationDays = 14
    static let invitationDaysMax = 90

    /// Gives out a code with which one person makes an account of their own in these roles.
    ///
    /// - Throws: a ``Problem`` naming roles or days.
    public func invite(_ request: InviteRequest) async throws -> OneTimeCode {
        let roles = try AccountRules.appointments(request.roles).map(\.description)
        try AccountRules.checkOrganisation(request.organisation)
        let days = request.days ?? Self.invitationDays
        guard (1...Self.invitationDaysMax).contains(days) else {
            throw Problem(.invalidField, "An invitation is good for 1 to \(Self.invitationDaysMax) days.", path: "days")
        }
        let now = clock.now()
        let code = OneTimeCode(code: try SpokenCode.make(), endsAt: now.adding(days: days))
        try await store.write { transaction in
            try transaction.removeOneTimeCodes(endedBy: now)
            try transaction.put(
                OneTimeCodeRecord(
                    hash: SpokenCode.hash(code.code),
                    purpose: .invitation(roles: roles, organisation: request.organisation), endsAt: code.endsAt))
        }
        log.notice("an invitation was given out", metadata: ["roles": "\(roles.joined(separator: " "))"])
        return code
    }
}
