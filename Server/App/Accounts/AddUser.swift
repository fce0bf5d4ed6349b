internal import CaseCrypto
public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Adds an account. An officer also becomes a row that colleagues of the same desk see, so that they can assign
    /// cases to each other without a network.
    ///
    /// - Returns: the new account's id.
    /// - Throws: a ``Problem`` naming the field; ``ProblemCode/accountExists``.
    @discardableResult
    public func addUser(_ request: AddUserRequest) async throws -> UserID {
        try AccountRules.checkName(request.name)
        try PasswordRules.check(request.password, of: request.name)
        try AccountRules.checkOrganisation(request.organisation)
        let appointments = try AccountRules.appointments(request.roles)
        let cost = scryptCost
        let password = try await passwords.run { try PasswordHash.make(request.password, cost: cost) }
        let now = clock.now()
        var account = Account(
            id: random.id(at: now), name: request.name, organisation: request.organisation, appointments: appointments,
            passwordHash: password.text)
        FactorDuty.note(&account, at: now)
        let erased = try erasedNames()
        try await store.write { [account] transaction in
            guard try !erased.isTaken(account.name, in: transaction) else { throw Problem.accountExists(account.name) }
            try transaction.put(account)
            _ = try transaction.append(AccountDraft(account, command: "account.add").draft(at: now, in: transaction))
        }
        counters.commits(1)
        return account.id
    }
}
