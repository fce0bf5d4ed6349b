internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Makes an account for whoever asks.
    ///
    /// A trader, where the administrator lets traders register, gets the role of a complainant and the name asked for with
    /// four letters or digits added, always: so nothing is ever said of another account's name. With an invitation the
    /// account has the roles that it is for and the very name asked for; whoever holds one may learn that a name is taken.
    ///
    /// - Parameter address: where the request comes from.
    /// - Throws: a ``Problem``: one naming a field; ``ProblemCode/registrationClosed``, ``ProblemCode/codeInvalid``,
    ///   ``ProblemCode/termsNeeded``, ``ProblemCode/tooManyAttempts``.
    public func register(_ request: RegisterRequest, from address: String?) async throws -> RegisterReply {
        if request.withoutName == true { return try await registerNameless(request, from: address) }
        guard try await accountSettings().isRegistrationOpen || request.invitation != nil else {
            throw Problem.registrationClosed
        }
        try AccountRules.checkName(request.name)
        try AccountRules.checkOrganisation(request.organisation)
        try PasswordRules.check(request.password, of: request.name)
        let roles = request.country.map { ["\(RoleID.complainant):\($0)"] } ?? [RoleID.complainant.rawValue]
        let trader: [Appointment]
        do {
            trader = try AccountRules.appointments(roles)
        } catch {
            throw Problem(.unknownCode, error.message, path: "country")
        }
        // Each counts, also one that succeeds; those of the address first, so that a guess at invitations always does.
        _ = try attempts.begin(.registration, address: address, at: clock.now())
        let isInvited = try await store.read { [now = clock.now()] snapshot in
            try request.invitation.map { try snapshot.invitation($0, at: now) != nil } ?? false
        }
        if !isInvited { _ = try attempts.begin(.uninvitedRegistration, address: address, at: clock.now()) }
        let cost = scryptCost
        let password = try await passwords.run { try PasswordHash.make(request.password, cost: cost) }
        let now = clock.now()
        let id: UserID = random.id(at: now)
        let erased = try erasedNames()
        let account = try await store.write { transaction in
            let invited = try transaction.useInvitation(request.invitation, at: now)
            var account = Account(
                id: id, name: request.name, organisation: request.organisation ?? invited?.organisation,
                appointments: try invited.map { try AccountRules.appointments($0.roles) } ?? trader,
                passwordHash: password.text)
            if invited == nil {
                account.name = try TraderName.free(request.name, but: erased, in: transaction)
            } else if try erased.isTaken(account.name, in: transaction) {
                throw Problem.accountExists(account.name)
            }
            FactorDuty.note(&account, at: now)
            try transaction.put(account)
            try transaction.checkTerms(of: account.id, accepting: request.terms, at: now)
            let command = invited == nil ? "account.register" : "account.invited"
            _ = try transaction.append(AccountDraft(account, command: command).draft(at: now, in: transaction))
            return account
        }
        counters.commits(1)
        log.notice("an account was registered", metadata: ["user": "\(account.id)"])
        return RegisterReply(name: account.name, roles: account.appointments.map(\.description))
    }
}

/// The names of traders' accounts that they made by themselves.
enum TraderName {
    /// What is added: a dash and four letters or digits.
    private static let addedCount = 4
    private static let drawsMax = 32

    /// A name that nobody has.
    static func free(_ wanted: String, but erased: ErasedName, in snapshot: any CaseSnapshot) throws -> String {
        let base = wanted.prefix(AccountRules.nameCharactersMax - addedCount - 1)
        for _ in 0..<drawsMax {
            let name = "\(base)-\(try SpokenCode.make().prefix(addedCount).lowercased())"
            if try !erased.isTaken(name, in: snapshot) { return name }
        }
        // Some 390,000 people of one name: not a thing that happens by itself.
        throw Problem.busy
    }
}

extension CaseTransaction {
    /// Uses an invitation up.
    ///
    /// - Returns: what it is for; `nil` without one.
    /// - Throws: ``ProblemCode/codeInvalid``.
    fileprivate func useInvitation(
        _ code: String?, at now: Timestamp
    ) throws -> (roles: [String], organisation: String?)? {
        guard let code else { return nil }
        guard let invitation = try invitation(code, at: now) else { throw Problem.codeInvalid }
        try removeOneTimeCode(hash: SpokenCode.hash(code))
        return invitation
    }
}

extension CaseSnapshot {
    /// What an invitation is for; `nil` where it is none, or holds no longer.
    fileprivate func invitation(
        _ code: String, at now: Timestamp
    ) throws -> (roles: [String], organisation: String?)? {
        guard let record = try oneTimeCode(hash: SpokenCode.hash(code)), record.endsAt > now,
            case .invitation(let roles, let organisation) = record.purpose
        else { return nil }
        return (roles, organisation)
    }
}
