public import CaseProtocol
internal import Workflow

/// What a device that files without a name registers with at its first contact with the server: what a receipt code stands
/// for. Kept as a session's token is, and forgotten with the first answer; the code itself is kept nowhere.
public struct Enrolment: Hashable, Sendable, Codable {
    public var account: NamelessAccount
    /// The version of the terms that the person accepted.
    public var terms: String?

    public init(_ account: NamelessAccount, terms: String? = nil) {
        self.account = account
        self.terms = terms
    }
}

extension Session {
    /// Whether whoever signed in has no name, but a receipt code.
    public var isNameless: Bool { name.isEmpty }
}

extension Replica {
    /// Begins to file without a name, without asking the server: what is filed from now on waits for it.
    ///
    /// - Parameter server: where it is to go.
    /// - Returns: the code, which nobody can give a second time: show it at once.
    /// - Throws: a ``Problem`` with ``ProblemCode/replicaForeign`` where the replica is somebody's.
    public func beginNameless(server: String, terms: String? = nil) throws -> ReceiptCode {
        let code = ReceiptCode(drawing: random.next)
        let account = try crypto.account(of: code)
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            // Begun and broken off before anything was filed: nobody was given that code.
            let isUnused = try meta.session?.enrolment != nil && transaction.outbox().isEmpty
            guard meta.owner == nil && meta.session == nil || isUnused else {
                throw Problem(
                    .replicaForeign,
                    "This folder holds somebody's cases already. Whoever files without a name uses a folder of their own: set TATUA_HOME to a new one."
                )
            }
            var session = Session(
                server: server, user: account.user, name: "", roles: [Appointment.nameless.description],
                organisation: nil, token: "")
            session.enrolment = Enrolment(account, terms: terms)
            meta.owner = account.user
            meta.session = session
            try transaction.setMeta(meta)
        }
        return code
    }

    /// Takes ``beginNameless(server:terms:)`` back where nothing was filed: the replica is nobody's again.
    ///
    /// - Returns: whether it was taken back.
    public func cancelNameless() throws -> Bool {
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            guard meta.session?.enrolment != nil, try transaction.outbox().isEmpty else { return false }
            meta.owner = nil
            meta.session = nil
            try transaction.setMeta(meta)
            return true
        }
    }

    /// Draws a receipt code for the trader for whom a case was filed, and says on the case which account it stands for: who
    /// was given one before reads the case no more. The code is kept nowhere: show it at once.
    ///
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    public func giveCode(on caseID: CaseID) throws -> (code: ReceiptCode, prediction: Prediction) {
        let code = ReceiptCode(drawing: random.next)
        let account: JSONValue = .string(try crypto.account(of: code).user.description)
        return (code, try act(on: caseID, "giveCode", fields: [AssistedTrader.account.rawValue: account]))
    }

    /// What a receipt code stands for.
    public func account(of code: ReceiptCode) throws -> NamelessAccount { try crypto.account(of: code) }

    /// Who is signed in, after this device has registered at its first contact where it files without a name. Asked again
    /// after an answer that was lost, it does no harm.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn`` and what the server answers: ``ProblemCode/registrationClosed``,
    ///   ``ProblemCode/tooManyAttempts``, ``ProblemCode/termsNeeded``. What was filed stays and waits.
    @discardableResult
    public func enrol(over transport: any Transport) async throws -> Session {
        guard let session = try signedIn else {
            throw Problem(.notSignedIn, "Nobody is signed in on this device.")
        }
        guard let enrolment = session.enrolment else { return session }
        let account = enrolment.account
        _ = try await transport.register(
            RegisterRequest(
                name: account.name, password: account.password, terms: enrolment.terms, withoutName: true))
        let reply = try await transport.login(
            try loginRequest(user: account.name, password: account.password, code: nil, terms: enrolment.terms))
        return try signIn(reply, server: session.server)
    }
}
