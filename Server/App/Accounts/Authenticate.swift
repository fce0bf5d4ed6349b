internal import CaseProtocol

extension ServerCore {
    /// Who holds this token.
    ///
    /// - Throws: ``ProblemCode/notSignedIn`` for a token that is unknown or was revoked.
    public func authenticate(_ token: String) async throws -> SignedIn {
        let hash = Self.hash(token)
        let (known, round) = sessions.look(up: hash)
        if let known { return known }
        let person = try await store.read { snapshot in
            guard let device = try snapshot.device(tokenHash: hash), !device.isRevoked,
                let account = try snapshot.account(device.user), account.suspendedAt == nil
            else { throw Problem.notSignedIn }
            return SignedIn(party: account.party, replica: device.replica)
        }
        if store.writeCount != nil { sessions.keep(person, under: hash, of: round) }
        return person
    }

    /// Forgets who holds which token: whoever has changed what people may do calls it before they answer.
    package func forgetSessions() { sessions.forgetAll() }

    /// Revokes a token. One that is not known is as good as revoked.
    public func logout(_ token: String) async throws {
        let hash = Self.hash(token)
        try await store.write { transaction in
            guard var device = try transaction.device(tokenHash: hash) else { return }
            device.isRevoked = true
            try transaction.put(device)
        }
        sessions.forgetAll()
    }
}
