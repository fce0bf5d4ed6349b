internal import CaseCrypto
public import CaseProtocol

extension ServerCore {
    /// Sets a new password and signs the person out on every device. What waits in the outboxes there stays.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for a name that nobody has; one naming the field.
    public func resetPassword(_ request: ResetPasswordRequest) async throws {
        try PasswordRules.check(request.password, of: request.name)
        let cost = scryptCost
        let password = try await passwords.run { try PasswordHash.make(request.password, cost: cost) }
        try await store.write { transaction in
            guard var account = try transaction.namedAccount(request.name) else {
                throw Problem(.notFound, "There is no account with this name.", path: "name")
            }
            account.passwordHash = password.text
            try transaction.removeResetCodes(of: account.id)
            try transaction.put(account)
            try transaction.revokeDevices(of: account.id)
        }
        attempts.forget(name: request.name)
    }
}
