internal import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Who holds this token, if it is good for `use` now.
    ///
    /// - Throws: ``ProblemCode/notSignedIn`` for a token that is unknown or was revoked;
    ///   ``ProblemCode/secondFactorRequired``; ``ProblemCode/wipeOrdered`` on a replica that is to be erased.
    public func authenticate(_ token: String, for use: SessionUse = .anything) async throws -> SignedIn {
        let hash = Self.hash(token)
        let known = try await session(hash)
        let now = clock.now()
        try known.rule.check(use, at: now)
        if known.seenOn != now.day() { await note(now.day(), seen: hash) }
        return known.person
    }

    /// Forgets who holds which token.
    package func forgetSessions() { sessions.forgetAll() }

    /// Revokes a token. One that is not known is as good as revoked.
    public func logout(_ token: String) async throws {
        let hash = Self.hash(token)
        try await store.write { transaction in
            guard var device = try transaction.device(tokenHash: hash) else { return }
            device.isRevoked = true
            try transaction.put(device)
        }
    }

    private func session(_ hash: [UInt8]) async throws -> SessionCache.Known {
        let (cached, round) = sessions.look(up: hash)
        if let cached { return cached }
        let settings = try await accountSettings()
        let today = Self.day(at: clock.now())
        let known = try await store.read { snapshot in
            guard let device = try snapshot.device(tokenHash: hash), !device.isRevoked,
                let account = try snapshot.account(device.user), account.suspendedAt == nil
            else { throw Problem.notSignedIn }
            try self.checkDirective(to: device.replica)
            return SessionCache.Known(
                person: SignedIn(
                    party: account.party.on(today), replica: device.replica, tokenHash: hash,
                    signer: SignedIn.Signer(device)),
                rule: try SessionRule(account, settings, in: snapshot), seenOn: device.seenOn)
        }
        if store.writeCount != nil { sessions.keep(known, under: hash, of: round) }
        return known
    }

    /// Writes the day on which a device was last here, once a day. That it cannot be written keeps nobody out.
    private func note(_ day: CivilDate, seen hash: [UInt8]) async {
        sessions.note(day, under: hash)
        do {
            try await store.write { transaction in
                guard var device = try transaction.device(tokenHash: hash), device.seenOn != day else { return }
                device.seenOn = day
                try transaction.put(device)
            }
        } catch {
            log.error("the day of a device was not written", metadata: ["error": "\(error.logText)"])
        }
    }
}
