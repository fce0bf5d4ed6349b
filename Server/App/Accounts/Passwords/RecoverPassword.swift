internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// For how many hours a code for another password is good, unless the administrator says.
    static let resetHours = 24
    static let resetHoursMax = 7 * 24

    /// Gives out a code with which somebody takes another password once; an earlier one is good no more. Nothing else
    /// changes: devices stay signed in until the code is used.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for a name that nobody has.
    public func makeResetCode(_ request: ResetCodeRequest) async throws -> OneTimeCode {
        let hours = request.hours ?? Self.resetHours
        guard (1...Self.resetHoursMax).contains(hours) else {
            throw Problem(.invalidField, "A code is good for 1 to \(Self.resetHoursMax) hours.", path: "hours")
        }
        let code = OneTimeCode(code: try SpokenCode.make(), endsAt: clock.now().adding(hours: hours))
        let user = try await store.write { transaction in
            let account = try transaction.known(request.name)
            try transaction.removeResetCodes(of: account.id)
            try transaction.put(
                OneTimeCodeRecord(
                    hash: SpokenCode.hash(code.code), purpose: .reset(account.id), endsAt: code.endsAt))
            return account.id
        }
        log.notice("an administrator gave out a code for another password", metadata: ["user": "\(user)"])
        return code
    }

    /// Takes another password with such a code, or with a recovery code of the second factor, and signs the person out
    /// everywhere. The second factor stays: a sign-in needs a code of it as before.
    ///
    /// Whatever does not fit is answered alike, after the same work: whether there is such an account, whether a code waits for
    /// it, whether it is too old.
    ///
    /// - Parameter address: where the request comes from.
    /// - Throws: a ``Problem``: one naming the password; ``ProblemCode/codeInvalid``; ``ProblemCode/tooManyAttempts``.
    public func recoverPassword(_ request: RecoverPasswordRequest, from address: String?) async throws {
        try PasswordRules.check(request.password, of: request.user)
        let attempt = try attempts.begin(.recovery(request.user), address: address, at: clock.now())
        let now = clock.now()
        let cost = scryptCost
        let hash = SpokenCode.hash(request.code)
        do {
            let password = try await passwords.run { try PasswordHash.make(request.password, cost: cost) }
            let user = try await store.write { transaction in
                guard var account = try transaction.namedAccount(request.user) else { throw Problem.codeInvalid }
                guard
                    try transaction.useResetCode(hash, of: account.id, at: now)
                        || transaction.useRecoveryCode(request.code, of: account.id)
                else { throw Problem.codeInvalid }
                account.passwordHash = password.text
                try transaction.put(account)
                try transaction.removeResetCodes(of: account.id)
                try transaction.revokeDevices(of: account.id)
                return account.id
            }
            attempts.succeeded(attempt)
            log.notice("a password was taken anew with a code", metadata: ["user": "\(user)"])
        } catch {
            if (error as? Problem)?.code != .codeInvalid { attempts.withdraw(attempt) }
            throw error
        }
    }
}

extension CaseTransaction {
    /// Uses a code up.
    ///
    /// - Returns: whether it was one for this account, and still good.
    fileprivate func useResetCode(_ hash: [UInt8], of user: UserID, at now: Timestamp) throws -> Bool {
        guard let record = try oneTimeCode(hash: hash), record.purpose == .reset(user), record.endsAt > now else {
            return false
        }
        try removeOneTimeCode(hash: hash)
        return true
    }

    /// Uses a recovery code of a confirmed second factor up. A code of the authenticator program is none.
    fileprivate func useRecoveryCode(_ code: String, of user: UserID) throws -> Bool {
        guard var factor = try secondFactor(of: user), factor.acceptRecovery(code) else { return false }
        try put(factor)
        return true
    }
}
