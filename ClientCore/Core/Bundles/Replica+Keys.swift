public import CaseProtocol

extension Replica {
    /// The keys of this device, made when it has none yet. A renewed replica id keeps them: they are the device's.
    public func deviceKeys() throws -> DeviceKeys {
        if let keys = try meta().deviceKeys { return keys }
        let fresh = try crypto.makeKeys()
        return try store.write { transaction in
            var meta = try transaction.knownMeta()
            if let keys = meta.deviceKeys { return keys }
            meta.deviceKeys = fresh
            try transaction.setMeta(meta)
            return fresh
        }
    }

    /// What to sign in with on this device.
    ///
    /// - Parameter device: what the device is called, for its owner's list.
    /// - Parameter terms: the version of the privacy notice and terms that the person accepts.
    public func loginRequest(
        user: String, password: String, code: String?, device: String? = nil, terms: String? = nil
    ) throws -> LoginRequest {
        let keys = try deviceKeys()
        return LoginRequest(
            user: user, password: password, code: code, replica: try id, signingKey: keys.signing,
            agreementKey: keys.agreement, device: device, terms: terms, signs: true)
    }

    /// Whose this device is, its keys and those of its server.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn`` on a device that never signed in to a server that has keys.
    func bundleParties() throws -> (owner: UserID, keys: DeviceKeys, server: ServerKeys) {
        let meta = try meta()
        guard let owner = meta.owner, let keys = meta.deviceKeys, let server = meta.serverKeys else {
            throw Problem(
                .notSignedIn,
                "This device has not exchanged keys with a server yet, which happens at signing in: sign in once, over a network."
            )
        }
        return (owner, keys, server)
    }
}

extension ReplicaMeta {
    /// Takes note of the server's keys: the first ones are believed, others only on request.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/serverKeyChanged``.
    mutating func pin(_ keys: ServerKeys?, acceptingNewKeys: Bool) throws {
        guard let keys else { return }
        if let known = serverKeys, known.isReplaced(by: keys), !acceptingNewKeys {
            throw Problem(
                .serverKeyChanged,
                "This server signs with another key than the one that this device knows. Unless its administrator confirms a new key, it may not be the same server. If it is confirmed: tatua login --accept-new-key."
            )
        }
        var pinned = keys
        // A server of the version before says nothing of it.
        if let known = serverKeys, !known.isReplaced(by: keys) { pinned.ledger = keys.ledger ?? known.ledger }
        serverKeys = pinned
        if epoch == nil { epoch = keys.epoch }
    }
}

extension ServerKeys {
    /// A key that was not told before is believed as the first ones are, and one that is told no more is remembered.
    fileprivate func isReplaced(by keys: ServerKeys) -> Bool {
        signing != keys.signing || agreement != keys.agreement
            || ledger.map { known in keys.ledger.map { $0 != known } ?? false } ?? false
    }
}
