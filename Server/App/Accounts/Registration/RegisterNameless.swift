internal import CaseCrypto
internal import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Makes the account of a receipt code: without a name, a complainant's, and never anything else.
    ///
    /// The device that made the code asks for it at its first contact. It asks again where the answer was lost, so that the
    /// same name with the same password is answered alike. Nothing of it is logged but that it happened, and the device's
    /// address is kept for as long as the attempt counts, in memory.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/registrationClosed``, ``ProblemCode/invalidField``,
    ///   ``ProblemCode/tooManyAttempts``, ``ProblemCode/wrongCredentials`` for a name that is another code's,
    ///   ``ProblemCode/termsNeeded``.
    func registerNameless(_ request: RegisterRequest, from address: String?) async throws -> RegisterReply {
        guard let hourMax = try await accountSettings().namelessPerHour else { throw Problem.namelessClosed }
        guard request.organisation == nil, request.country == nil, request.invitation == nil else {
            throw Problem(
                .invalidField, "Whoever files without a name names no organisation, country or invitation.",
                path: "withoutName")
        }
        guard NamelessAccount.isWellFormed(name: request.name, password: request.password) else {
            throw Problem(
                .invalidField, "Name and password of an account without a name derive from its receipt code.",
                path: "name")
        }
        // Before anything that costs: who has not accepted is not counted.
        if let present = try await store.read({ try $0.presentTerms() }), present.version != request.terms {
            throw Problem.termsNeeded(present.version)
        }
        // One that is there was counted when it was made, and is answered also while no others are taken.
        if let known = try await store.read({ try $0.account(named: request.name) }) {
            return try await registeredAgain(known, request, from: address)
        }
        // Each counts, also one that succeeds.
        _ = try attempts.begin(.nameless(hourMax: hourMax), address: address, at: clock.now())
        let cost = scryptCost
        let password = try await passwords.run { try PasswordHash.make(request.password, cost: cost) }
        let now = clock.now()
        let account = Account(
            id: NamelessAccount.user(ofHash: SHA256.hash(NamelessAccount.hashedBytes(ofName: request.name)).bytes),
            name: request.name, organisation: nil, appointments: [.nameless], passwordHash: password.text,
            isNameless: true)
        try await store.write { transaction in
            guard try transaction.account(account.id) == nil, try transaction.account(named: account.name) == nil else {
                throw Problem.wrongCredentials
            }
            try transaction.put(account)
            try transaction.checkTerms(of: account.id, accepting: request.terms, at: now)
            _ = try transaction.append(
                AccountDraft(account, command: "account.nameless").draft(at: now, in: transaction))
        }
        counters.commits(1)
        log.notice("an account without a name was made")
        return Self.registered(account)
    }

    /// The answer that was lost. Whoever knows the name only is told what a wrong password is told, and is counted so.
    private func registeredAgain(
        _ account: Account, _ request: RegisterRequest, from address: String?
    ) async throws -> RegisterReply {
        let attempt = try attempts.begin(.signIn(name: request.name, device: nil), address: address, at: clock.now())
        let isRight: Bool
        do {
            let hash = try PasswordHash(parsing: account.passwordHash)
            isRight = try await passwords.run { hash.matches(request.password) }
        } catch {
            attempts.withdraw(attempt)
            throw error
        }
        guard isRight, account.isNameless else { throw Problem.wrongCredentials }
        attempts.succeeded(attempt)
        return Self.registered(account)
    }

    private static func registered(_ account: Account) -> RegisterReply {
        RegisterReply(name: account.name, roles: account.appointments.map(\.description))
    }
}

extension CaseSnapshot {
    /// The account that somebody names who means a person. One without a name is found by its holder alone, who signs in: no
    /// officer and no administrator gives it a role, a seat, a colleague or another password, and nobody learns that it is there.
    func namedAccount(_ name: String) throws -> Account? {
        try account(named: name).flatMap { $0.isNameless ? nil : $0 }
    }
}
