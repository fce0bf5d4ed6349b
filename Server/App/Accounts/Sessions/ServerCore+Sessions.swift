public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// The devices on which whoever asks is signed in, oldest sign-in first.
    public func ownSessions(of person: SignedIn) async throws -> SessionList {
        try await store.read { try $0.sessions(of: person.party.id, asking: person.tokenHash) }
    }

    /// Signs out one of the asker's devices, or all others. What waits in the outboxes there stays.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` for an id that is not one of theirs.
    public func revokeSessions(_ request: RevokeSessionsRequest, of person: SignedIn) async throws -> RevokedSessions {
        let user = person.party.id
        let count = try await store.write { transaction in
            try transaction.check(person)
            return try transaction.revoke(request.id, of: user, except: request.id == nil ? person.tokenHash : nil)
        }
        log.info("devices were signed out by their owner", metadata: ["user": "\(user)", "count": "\(count)"])
        return RevokedSessions(count: count)
    }

    /// The devices of somebody; the administrator's verb.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` for a name that nobody has.
    public func sessions(of request: UserSessionsRequest) async throws -> SessionList {
        try await store.read { snapshot in
            try snapshot.sessions(of: try snapshot.known(request.name).id, asking: nil)
        }
    }

    /// Signs out a device of somebody, or all of them; the administrator's verb.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` for a name or an id that there is not.
    public func revokeUser(_ request: RevokeUserRequest) async throws -> RevokedSessions {
        let (user, count) = try await store.write { transaction in
            let user = try transaction.known(request.name).id
            return (user, try transaction.revoke(request.id, of: user, except: nil))
        }
        log.notice(
            "an administrator signed devices out", metadata: ["user": "\(user)", "count": "\(count)"])
        return RevokedSessions(count: count)
    }
}

extension CaseSnapshot {
    /// The account of a name that an administrator typed.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound``.
    func known(_ name: String) throws -> Account {
        guard let account = try namedAccount(name) else {
            throw Problem(.notFound, "There is no account with this name.", path: "name")
        }
        return account
    }

    fileprivate func sessions(of user: UserID, asking hash: [UInt8]?) throws -> SessionList {
        SessionList(
            sessions: try devices(of: user).map { device in
                SessionSummary(
                    id: SessionID.text(of: device), device: device.name, signedInAt: device.signedInAt,
                    seenOn: device.seenOn, isThis: device.tokenHash == hash)
            })
    }
}

extension CaseTransaction {
    /// Signs devices out: the one that is meant, or all but one.
    ///
    /// - Returns: how many.
    fileprivate func revoke(_ id: String?, of user: UserID, except hash: [UInt8]?) throws -> Int {
        let devices = try devices(of: user).filter { device in
            id.map { SessionID.isMeant($0, device) } ?? (device.tokenHash != hash)
        }
        guard id == nil || !devices.isEmpty else {
            throw Problem(.notFound, "No device is signed in under this id.", path: "id")
        }
        for var device in devices {
            device.isRevoked = true
            try put(device)
        }
        return devices.count
    }
}
