internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// For how many hours at most an officer's code is good: they are there when it is used, unlike the machine's.
    static let officersResetHoursMax = resetHours

    /// Gives out a code with which a trader takes another password once, by an officer who has no part in any case. The ledger
    /// says who gave it, for whom and when, in a row that auditors get, before the code is answered. An earlier code is good no
    /// more; the second factor of the account stays.
    ///
    /// One answer for a name that nobody has, an officer's, one that is suspended, and whoever files without a name.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notPermitted``, whatever is asked for; ``ProblemCode/secondFactorRequired``; one
    ///   naming the hours; ``ProblemCode/tooManyAttempts``; ``ProblemCode/notFound``.
    public func giveResetCode(_ request: ResetCodeRequest, by person: SignedIn) async throws -> OneTimeCode {
        try Self.checkGiver(person.party)
        let hours = request.hours ?? Self.resetHours
        guard (1...Self.officersResetHoursMax).contains(hours) else {
            throw Problem(
                .invalidField, "A code that an officer gives is good for 1 to \(Self.officersResetHoursMax) hours.",
                path: "hours")
        }
        let now = clock.now()
        let attempt = try attempts.begin(.resetCode(by: person.party.id, for: request.name), address: nil, at: now)
        let code = OneTimeCode(code: try SpokenCode.make(), endsAt: now.adding(hours: hours))
        let row: RowID = random.id(at: now)
        do {
            try await store.write { transaction in
                let giver = try transaction.giver(person)
                let taker = try transaction.taker(request.name)
                try transaction.removeResetCodes(of: taker.id)
                try transaction.put(
                    OneTimeCodeRecord(
                        hash: SpokenCode.hash(code.code), purpose: .reset(taker.id), endsAt: code.endsAt))
                _ = try transaction.append(
                    Self.giving(from: giver, to: taker, until: code.endsAt, as: row, on: person.replica, at: now))
            }
        } catch {
            // What was looked up counts, found or not: an officer does not try names out.
            if (error as? Problem)?.code != .notFound { attempts.withdraw(attempt) }
            throw error
        }
        counters.commits(1)
        log.notice(
            "an officer gave out a code for another password",
            metadata: ["user": "\(person.party.id)", "giving": "\(row)"])
        return code
    }

    /// Whoever holds the code reads what the trader reads, reports of corruption too: nobody with a part in cases gives one.
    fileprivate static func checkGiver(_ party: Party) throws(Problem) {
        let isAdministrator = !party.appointments.isEmpty && party.appointments.allSatisfy { $0.role == .sysAdmin }
        guard isAdministrator, party.affiliations.isEmpty, !party.isNameless else {
            throw Problem.noGiver
        }
    }

    /// What is put on record, and never the code.
    private static func giving(
        from giver: Account, to taker: Account, until: Timestamp, as id: RowID, on replica: ReplicaID, at now: Timestamp
    ) -> CommitDraft {
        let fields: [String: JSONValue] = [
            "by": .string(giver.id.description), "byName": .string(giver.name),
            "for": .string(taker.id.description), "forName": .string(taker.name),
            "recordedAt": .string(now.description), "endsAt": .string(until.description),
        ]
        let compartment = Compartment(caseID: nil, .internal, holder: "audit")
        var draft = CommitDraft(
            at: now, by: giver.id, replica: replica, command: "account.resetCode",
            commandHash: SHA256.hash(
                JSONValue.object(["by": .string(giver.id.description), "row": .string(id.description)]).canonicalBytes),
            rows: [Row(id: id, kind: .codeGiven, compartment: compartment, rev: 1, fields: fields)])
        draft.placements = [compartment: [.auditors]]
        return draft
    }
}

extension Problem {
    fileprivate static let noGiver = Problem(
        .notPermitted,
        "Only an administrator who has no other role, and so no part in any case, gives out such a code.",
        allowed: [RoleID.sysAdmin.rawValue])
}

extension CaseSnapshot {
    /// Who asks, in this very transaction.
    fileprivate func giver(_ person: SignedIn) throws -> Account {
        let account = try present(person)
        try ServerCore.checkGiver(account.party)
        // One of a suspended organisation may come back to its cases.
        guard try affiliations(of: account.id).isEmpty else { throw Problem.noGiver }
        guard try secondFactor(of: account.id)?.isConfirmed == true else { throw Problem.secondFactorRequired }
        return account
    }

    /// The trader who is called so.
    ///
    /// - Throws: the same ``Problem`` for everybody else, whoever they are.
    fileprivate func taker(_ name: String) throws -> Account {
        guard let account = try namedAccount(name), account.suspendedAt == nil, !account.appointments.isEmpty,
            account.appointments.allSatisfy({ $0.acting == nil && RoleWords.filers.contains($0.role) })
        else {
            throw Problem(.notFound, "There is no trader of this name to whom you may give a code.", path: "name")
        }
        return account
    }
}
