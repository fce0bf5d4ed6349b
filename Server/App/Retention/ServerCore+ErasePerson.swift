internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Shows what erasing a person takes away or, with the hash of what was shown, does it: name, password, second factor,
    /// devices, memberships, letters, acceptances, and the name in every row of the ledger outside cases. The id stays, with
    /// whatever it did; so do the cases, which are erased one by one. Nobody takes the name again. The devices are ordered to
    /// erase themselves by ``finishErasing()``.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound``; ``ProblemCode/guardFailed`` for somebody who holds an office, handles
    ///   a case that runs or is the last owner of an organisation with one, and when it is not what was shown;
    ///   ``ProblemCode/onHold``; one that names the reason.
    public func erasePerson(_ request: ErasePersonRequest) async throws -> PlanReport<PersonErasurePlan> {
        let reason = try Self.checkedReason(request.reason)
        _ = try await identity()
        let procedures = Set(rules.procedures.map(\.id))
        let report = try await store.read { snapshot in
            let erasing = try ErasingPerson(request.name, reason, among: procedures, in: snapshot)
            return PlanReport(plan: erasing.plan, hash: try erasing.hash)
        }
        guard let hash = request.apply else { return report }
        let now = clock.now()
        let (names, nobody) = (try erasedNames(), try AccountRules.decoy(cost: scryptCost).text)
        try await store.write { transaction in
            let erasing = try ErasingPerson(request.name, reason, among: procedures, in: transaction)
            guard try hash == erasing.hash else {
                throw Problem(
                    .guardFailed,
                    "This is not what was shown: something changed since. Look at it again, and apply that one.",
                    path: "apply")
            }
            let user = erasing.account.id
            let gone = erasing.account.erased(called: names.text(erasing.account.name), password: nobody, at: now)
            try transaction.put(gone)
            try transaction.eraseTraces(of: user, erasing.letters)
            try transaction.closeOrganisations(erasing.organisations, at: now)
            _ = try transaction.append(try erasing.draft(of: gone, at: now))
            try transaction.eraseVersions(of: erasing.next)
            try transaction.noteErasing([])
        }
        counters.commits(1)
        attempts.forget(name: report.plan.name)
        sessions.forgetAll()
        log.notice("a person was erased", metadata: ["user": "\(report.plan.user)"])
        try await finishErasing()
        return PlanReport(plan: report.plan, hash: report.hash, done: [])
    }
}

extension ErasingPerson {
    /// The record, with the next versions of all rows that named the person; what only they and their organisations saw closes.
    fileprivate func draft(of gone: Account, at now: Timestamp) throws -> CommitDraft {
        let record = PersonErasureRecord(
            user: gone.id, reason: plan.reason, at: now,
            rows: Dictionary(next.map { ($0.id, $0.rev) }) { $1 })
        // Without the name, whose hash could be guessed at.
        let told: JSONValue = ["person": .string(gone.id.description), "reason": .string(plan.reason)]
        var draft = try RetentionRows.draft("account.erase", [record.row] + next, for: told, at: now)
        draft.memberships[gone.id] = gone.party.audiences
        for row in next where row.kind == .affiliation { draft.placements[row.compartment] = [] }
        return draft
    }
}

extension Account {
    /// What is left: an id to which the ledger refers, that nobody signs in with and nobody finds.
    fileprivate func erased(called name: String, password: String, at now: Timestamp) -> Account {
        Account(
            id: id, name: name, organisation: nil, appointments: [], passwordHash: password, suspendedAt: now,
            isNameless: true)
    }
}

extension CaseTransaction {
    /// The rows of those who are left are open to the person no more.
    fileprivate func closeOrganisations(_ organisations: [Organisation], at now: Timestamp) throws {
        for organisation in organisations {
            try append(
                OrganisationDraft(organisation: organisation, command: "organisation.change"), changed: [], at: now)
        }
    }
}
