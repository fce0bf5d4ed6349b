internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Takes another password for whoever asks, and signs their other devices out.
    ///
    /// - Throws: a ``Problem``: one naming the new password; ``ProblemCode/wrongCredentials``,
    ///   ``ProblemCode/secondFactorNeeded``, ``ProblemCode/tooManyAttempts``.
    public func changePassword(_ request: ChangePasswordRequest, of person: SignedIn) async throws {
        guard !person.party.isNameless else { throw Problem.codeIsAll }
        try PasswordRules.check(request.new, of: person.party.name, path: "new")
        guard request.new != request.old else {
            throw Problem(.invalidField, "This is the password that you have.", path: "new")
        }
        let account = try await checkedAccount(of: person, password: request.old)
        let cost = scryptCost
        let password = try await passwords.run { try PasswordHash.make(request.new, cost: cost) }
        let now = clock.now()
        let key = try factorKey()
        try await charged(account.name) {
            try await self.store.write { transaction in
                try transaction.check(person)
                try transaction.checkSecondFactor(of: account.id, request.code, at: now, key)
                try transaction.setPassword(password, of: account.id, inPlaceOf: account.passwordHash)
                try transaction.revokeDevices(of: account.id, except: person.tokenHash)
            }
        }
        log.info("a password was changed by its owner", metadata: ["user": "\(account.id)"])
    }
}

extension CaseTransaction {
    /// - Parameter known: the hash that was looked at: somebody may have been faster.
    /// - Throws: ``ProblemCode/wrongCredentials``.
    func setPassword(_ password: PasswordHash, of user: UserID, inPlaceOf known: String) throws {
        guard var account = try account(user), account.passwordHash == known else { throw Problem.wrongCredentials }
        account.passwordHash = password.text
        try put(account)
        // A code that was given out for the old one opens nothing any more.
        try removeResetCodes(of: user)
    }

    /// Signs all devices of a person out, but the one that asks.
    func revokeDevices(of user: UserID, except hash: [UInt8]?) throws {
        for var device in try devices(of: user) where device.tokenHash != hash {
            device.isRevoked = true
            try put(device)
        }
    }
}
