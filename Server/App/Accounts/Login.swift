internal import CaseCrypto
public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Signs a person in on a device and binds the device's replica to that person.
    ///
    /// Where the account has a second factor, a code of it is needed as well. A right password without one is no failed
    /// attempt, and does not clear earlier ones.
    ///
    /// - Parameter address: where the request comes from, for the lock-out; `nil` when not known.
    /// - Returns: the token among others; the server keeps its hash only.
    /// - Throws: a ``Problem``: ``ProblemCode/wrongCredentials``, ``ProblemCode/secondFactorNeeded``,
    ///   ``ProblemCode/tooManyAttempts``,
    ///   ``ProblemCode/termsNeeded``, ``ProblemCode/replicaForeign``, ``ProblemCode/busy``.
    public func login(_ request: LoginRequest, from address: String?) async throws -> LoginReply {
        let deviceKeys = try DevicePublicKeys(request)
        let known = try await store.read { try $0.isKnownDevice(request) } ? request.replica : nil
        let attempt = try attempts.begin(
            .signIn(name: request.user, device: known), address: address, at: clock.now())
        let account = try await store.read { try $0.account(named: request.user) }
        guard try await isRight(request.password, of: account, attempt), let account else {
            throw Problem.wrongCredentials
        }
        let epoch = try await identity().epochText

        let token = try SecureRandom.token()
        let device = Device(
            tokenHash: Self.hash(token), user: account.id, replica: request.replica, signedInAt: clock.now(),
            isRevoked: false, keys: deviceKeys,
            signs: deviceKeys != nil && request.signs == true,
            name: account.isNameless ? nil : DeviceName.cleaned(request.device),
            seenOn: clock.now().day())
        let now = clock.now()
        let settings = try await accountSettings()
        let key = try factorKey()
        let register: @Sendable (any CaseTransaction) throws -> Timestamp? = { transaction in
            try transaction.checkSecondFactor(of: account.id, request.code, at: now, key)
            let replica = try transaction.replica(request.replica)
            guard replica.map({ $0.user == account.id }) ?? true else { throw Problem.replicaForeign }
            // The password may have been reset while this one was checked.
            guard let present = try transaction.account(account.id), present.passwordHash == account.passwordHash else {
                throw Problem.wrongCredentials
            }
            guard present.suspendedAt == nil else { throw Problem.suspended }
            try transaction.checkTerms(of: account.id, accepting: request.terms, at: now)
            try self.checkDirective(to: request.replica)
            if replica == nil {
                try transaction.put(ReplicaRecord(id: request.replica, user: account.id, last: 0))
            }
            try transaction.put(device)
            return FactorDuty.dueAt(present, try transaction.secondFactor(of: present.id), settings)
        }
        let factorDueAt: Timestamp?
        do {
            factorDueAt = try await store.write(register)
        } catch {
            switch (error as? Problem)?.code {
            // A wrong code is a failed attempt, as a wrong password is.
            case .wrongCredentials: break
            // Told only to whoever knows password and code.
            case .replicaForeign, .accountSuspended, .termsNeeded, .wipeOrdered: attempts.succeeded(attempt)
            default: attempts.withdraw(attempt)
            }
            throw error
        }
        attempts.succeeded(attempt)
        return LoginReply(
            token: token, user: account.id, name: account.party.name, roles: account.appointments.map(\.description),
            organisation: account.organisation, keys: bundleKeys?.told(epoch: epoch, ledger: keys.verifyingKey),
            secondFactorBy: factorDueAt)
    }

    /// Takes as long for a name that nobody has as for any other.
    private func isRight(
        _ password: String, of account: Account?, _ attempt: AttemptLimiter.Attempt
    ) async throws -> Bool {
        do {
            let hash =
                try account.map { try PasswordHash(parsing: $0.passwordHash) } ?? AccountRules.decoy(cost: scryptCost)
            return try await passwords.run { hash.matches(password) }
        } catch {
            attempts.withdraw(attempt)
            throw error
        }
    }

    /// What is kept of a token.
    package static func hash(_ token: String) -> [UInt8] { SHA256.hash(Array(token.utf8)).bytes }
}

extension CaseSnapshot {
    /// Whether the replica that asks has signed in to this very account before. Nobody is told the id of another person's
    /// replica, and it is not guessed; looked up by that id first, so that a name which nobody has takes no less time.
    fileprivate func isKnownDevice(_ request: LoginRequest) throws -> Bool {
        guard let owner = try replica(request.replica)?.user, let account = try account(owner) else { return false }
        return account.name.lowercased() == request.user.lowercased()
    }
}
