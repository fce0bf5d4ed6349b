public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// What a version may be called, and how long a text may be.
    static let termsVersionBytesMax = 40
    static let termsBytesMax = 200_000

    /// Puts another version of the privacy notice and terms in force. Whoever signs in from now on is asked to accept it;
    /// who is signed in goes on until the next sign-in.
    ///
    /// - Throws: a ``Problem``: a version stands for one text and is not loaded twice with another one.
    public func loadTerms(_ request: LoadTermsRequest) async throws -> Terms {
        let version = request.version
        guard !version.isEmpty, version.utf8.count <= Self.termsVersionBytesMax,
            version.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            throw Problem(
                .invalidField,
                "A version is called by 1 to \(Self.termsVersionBytesMax) letters, digits and signs without a space, such as 2026-11.",
                path: "version")
        }
        guard !request.text.allSatisfy(\.isWhitespace) else {
            throw Problem(.missingField, "The text is empty.", path: "text")
        }
        guard request.text.utf8.count <= Self.termsBytesMax else {
            throw Problem(.tooLong, "The text has at most \(Self.termsBytesMax) bytes.", path: "text")
        }
        let record = TermsRecord(version: version, text: request.text, since: clock.now())
        let (present, isNew) = try await store.write { transaction in
            if let known = try transaction.terms(version) {
                guard known.text == record.text else {
                    throw Problem(
                        .idUnavailable, "Version \(version) is another text. Give this one another version.",
                        path: "version")
                }
                guard try transaction.presentTerms() == known else {
                    throw Problem(
                        .idUnavailable,
                        "Version \(version) was in force before: who accepted it would not be asked. Give it another version.",
                        path: "version")
                }
                return (known, false)
            }
            try transaction.put(record)
            _ = try transaction.append(
                CommitDraft(
                    at: record.since, by: Party.system.id, replica: nil, command: TermsRecord.beginning,
                    commandHash: record.statementHash, rows: []))
            return (record, true)
        }
        if isNew { counters.commits(1) }
        log.notice("terms were loaded", metadata: ["version": "\(version)"])
        return Terms(version: present.version, text: present.text, since: present.since)
    }

    /// The present privacy notice and terms, for everybody.
    ///
    /// - Parameter person: who asks, to say when they accepted them.
    /// - Throws: ``ProblemCode/notFound`` where none were loaded.
    public func terms(for person: SignedIn?) async throws -> Terms {
        let user = person?.party.id
        return try await store.read { snapshot in
            guard let present = try snapshot.presentTerms() else {
                throw Problem(.notFound, "This server has no privacy notice and terms of its own.")
            }
            return Terms(
                version: present.version, text: present.text, since: present.since,
                acceptedAt: try user.flatMap { try snapshot.acceptances(of: $0) }?.first {
                    $0.version == present.version
                }?.at)
        }
    }

    /// Which versions somebody accepted, oldest first; the administrator's verb.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` for a name that nobody has.
    public func acceptances(of request: UserSessionsRequest) async throws -> TermsAcceptances {
        try await store.read { snapshot in
            TermsAcceptances(accepted: try snapshot.acceptances(of: try snapshot.known(request.name).id))
        }
    }
}

extension CaseTransaction {
    /// Notes that a person accepts the present version, where there is one that they have not accepted.
    ///
    /// - Parameter version: what the person accepts, if anything.
    /// - Throws: ``ProblemCode/termsNeeded``.
    func checkTerms(of user: UserID, accepting version: String?, at now: Timestamp) throws {
        guard let present = try presentTerms(),
            try !acceptances(of: user).contains(where: { $0.version == present.version })
        else { return }
        guard version == present.version else { throw Problem.termsNeeded(present.version) }
        try put(TermsAcceptance(version: present.version, at: now), of: user)
    }
}
