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
        try AccountRules.checkPassword(request.password)
        try AccountRules.checkOrganisation(request.organisation)
        let appointments = try AccountRules.appointments(request.roles)
        let cost = scryptCost
        let password = try await passwords.run { try PasswordHash.make(request.password, cost: cost) }
        let now = clock.now()
        let account = Account(
            id: random.id(at: now), name: request.name, organisation: request.organisation, appointments: appointments,
            passwordHash: password.text)
        let draft = try Self.draft(adding: account, at: now)
        try await store.write { transaction in
            guard try transaction.account(named: account.name) == nil else { throw Problem.accountExists(account.name) }
            try transaction.put(account)
            _ = try transaction.append(draft)
        }
        counters.commits(1)
        return account.id
    }

    private static func draft(adding account: Account, at now: Timestamp) throws -> CommitDraft {
        let party = account.party
        let roles = account.appointments.map(\.description)
        let arguments: JSONValue = [
            "name": .string(account.name), "organisation": account.organisation.map { .string($0) } ?? .null,
            "roles": .array(roles.map { .string($0) }), "user": .string(account.id.description),
        ]
        var draft = CommitDraft(
            at: now, by: Party.system.id, replica: nil, command: "account.add",
            commandHash: SHA256.hash(arguments.canonicalBytes), rows: [], memberships: [account.id: party.audiences])
        if let desk = party.desk {
            let compartment = Compartment(caseID: nil, .internal, holder: desk)
            draft.rows = [
                Row(
                    id: RowID(account.id), kind: .person, compartment: compartment,
                    fields: [
                        "desk": .string(desk), "name": .string(account.name),
                        "roles": .array(roles.map { .string($0) }),
                    ])
            ]
            draft.placements = [compartment: Self.audiences(ofDesk: desk)]
        }
        return draft
    }

    /// Who sits at the desk of a country (two letters) or of a regional body.
    private static func audiences(ofDesk desk: String) -> Set<AudienceID> {
        desk.count == 2 ? [.focalPoint(desk), .committee(desk), .legal(desk)] : [.rec(desk)]
    }
}
