public import CaseProtocol
public import Workflow

extension Replica {
    /// Who is signed in; `nil` when nobody is.
    public var signedIn: Session? { get throws { try meta().session } }

    /// Who is signed in, as the rules see them.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn``.
    public var party: Party { get throws { try store.read { try $0.signedInParty(at: now) } } }

    /// Keeps who signed in, and where.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/replicaForeign`` when this replica is another person's: one replica, one
    ///   person, so that nobody finds what another left behind; ``ProblemCode/serverKeyChanged`` when the server's keys are not
    ///   those that it had, unless `acceptingNewKeys`.
    @discardableResult
    public func signIn(_ reply: LoginReply, server: String, acceptingNewKeys: Bool = false) throws -> Session {
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            if let owner = meta.owner, owner != reply.user {
                throw Problem(
                    .replicaForeign,
                    "This folder holds another person's cases. Use a folder of your own to sign in as “\(reply.name)”.")
            }
            var session = Session(
                server: server, user: reply.user, name: reply.name, roles: reply.roles,
                organisation: reply.organisation, token: reply.token)
            session.replica = meta.replica
            try meta.pin(reply.keys, acceptingNewKeys: acceptingNewKeys)
            meta.owner = reply.user
            meta.session = session
            // Perhaps another server than the one that was greeted last.
            meta.hello = nil
            try transaction.setMeta(meta)
            // A sync that outlived the sign-out showed nothing of what is pending: it knew of nobody.
            try replayPending(in: transaction)
            return session
        }
    }

    /// Forgets the token. Rows and unsent commands stay, for the same person to come back to.
    public func signOut() throws {
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.session = nil
            meta.isScrubDue = true
            try transaction.setMeta(meta)
        }
        try scrubIfDue()
    }
}
