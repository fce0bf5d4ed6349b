internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Offers a second factor to whoever asks. It takes the place of one that was offered and not confirmed.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/wrongCredentials``, ``ProblemCode/tooManyAttempts``, and
    ///   ``ProblemCode/accountExists`` where there is one already.
    public func offerSecondFactor(_ request: SecondFactorRequest, to person: SignedIn) async throws -> SecondFactorOffer
    {
        let account = try await checkedAccount(of: person, password: request.password)
        let secret = try SecureRandom.bytes(TimeCode.secretByteCount)
        let factor = SecondFactor(
            user: account.id, sealedSecret: try factorKey().seal(secret, of: account.id), isConfirmed: false,
            lastStep: 0, recovery: [])
        try await store.write { transaction in
            guard try transaction.secondFactor(of: account.id)?.isConfirmed != true else {
                throw Problem(
                    .accountExists, "This account has a second factor. Remove it before you add another.", path: "code")
            }
            try transaction.check(person)
            try transaction.put(factor)
        }
        let text = Base32.encode(secret)
        return SecondFactorOffer(
            secret: text,
            uri: "otpauth://totp/Tatua:\(Self.escaped(account.name))?secret=\(text)&issuer=Tatua&period=30&digits=6")
    }

    /// Takes a code of the factor that was offered: from now on a sign-in needs one.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` when nothing was offered; ``ProblemCode/wrongCredentials``.
    public func confirmSecondFactor(
        _ request: SecondFactorConfirmation, of person: SignedIn
    ) async throws -> SecondFactorCodes {
        let user = person.party.id
        let now = clock.now()
        let key = try factorKey()
        let codes = try await store.write { transaction in
            try transaction.check(person)
            guard var factor = try transaction.secondFactor(of: user), !factor.isConfirmed else {
                throw Problem(.notFound, "No second factor waits to be confirmed.", path: "code")
            }
            guard factor.accept(request.code, secret: try key.open(factor), at: now) else {
                throw Problem(
                    .wrongCredentials, "This is not the present code. Is the clock of both devices right?", path: "code"
                )
            }
            factor.isConfirmed = true
            let codes = try factor.makeRecoveryCodes()
            try transaction.put(factor)
            return codes
        }
        log.info("a second factor was confirmed", metadata: ["user": "\(user)"])
        return SecondFactorCodes(recovery: codes)
    }

    /// Removes the second factor of whoever asks; takes the password and a code.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/wrongCredentials``, ``ProblemCode/secondFactorNeeded``,
    ///   ``ProblemCode/tooManyAttempts``.
    public func removeSecondFactor(_ request: SecondFactorRequest, of person: SignedIn) async throws {
        let account = try await checkedAccount(of: person, password: request.password)
        let now = clock.now()
        let key = try factorKey()
        try await charged(account.name) {
            try await self.store.write { transaction in
                try transaction.check(person)
                try transaction.checkSecondFactor(of: account.id, request.code, at: now, key)
                try transaction.removeSecondFactor(of: account.id)
            }
        }
        log.info("a second factor was removed", metadata: ["user": "\(account.id)"])
    }

    /// Forgets the second factor of somebody who lost it and its recovery codes, and signs them out everywhere: the
    /// administrator has made sure who asks.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` for a name that nobody has.
    public func forgetSecondFactor(_ request: ForgetFactorRequest) async throws {
        let user = try await store.write { transaction in
            guard let account = try transaction.namedAccount(request.name) else {
                throw Problem(.notFound, "There is no account with this name.", path: "name")
            }
            try transaction.removeSecondFactor(of: account.id)
            try transaction.revokeDevices(of: account.id)
            return account.id
        }
        log.notice("an administrator removed a second factor", metadata: ["user": "\(user)"])
    }

    /// Derived when it is needed: a key that is not kept cannot be found.
    func factorKey() throws -> FactorKey { try FactorKey(keys) }

    /// The account of somebody who is signed in and gives their password again. Wrong ones count towards the lock-out.
    func checkedAccount(of person: SignedIn, password: String) async throws -> Account {
        let account = try await store.read { try $0.account(person.party.id) }
        guard let account else { throw Problem.notSignedIn }
        guard !account.isNameless else { throw Problem.codeIsAll }
        return try await charged(account.name) {
            let hash = try PasswordHash(parsing: account.passwordHash)
            guard try await self.passwords.run({ hash.matches(password) }) else { throw Problem.wrongCredentials }
            return account
        }
    }

    /// Charges `name` with an attempt unless `body` goes through; what is not about a password or a code costs nothing.
    func charged<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        let attempt = try attempts.begin(.own(name), address: nil, at: clock.now())
        do {
            let value = try await body()
            attempts.withdraw(attempt)
            return value
        } catch {
            if (error as? Problem)?.code != .wrongCredentials { attempts.withdraw(attempt) }
            throw error
        }
    }

    /// A name in a label of a URI: anything but letters and digits in percent.
    private static func escaped(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return name.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
            default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }.joined()
    }
}

extension CaseTransaction {
    /// Takes a code where the account has a second factor.
    ///
    /// - Throws: ``ProblemCode/secondFactorNeeded`` without one, ``ProblemCode/wrongCredentials`` for a wrong one.
    func checkSecondFactor(of user: UserID, _ code: String?, at now: Timestamp, _ key: FactorKey) throws {
        guard var factor = try secondFactor(of: user), factor.isConfirmed else { return }
        guard let code, !code.isEmpty else { throw Problem.secondFactorNeeded }
        guard factor.accept(code, secret: try key.open(factor), at: now) else { throw Problem.wrongCredentials }
        try put(factor)
    }
}
