public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Makes one of an organisation's people an owner or a member, or takes them out; a representative's mandate ends so. At
    /// once: the next contact takes the organisation's cases off their devices, after what waits there was taken in or kept.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for an organisation that the asker does not act for, and for a name
    ///   that none of its people has, whoever has it; ``ProblemCode/notPermitted`` for anybody but an owner, except to leave;
    ///   ``ProblemCode/guardFailed`` for the last owner.
    public func changeOrganisation(
        _ request: ChangeOrganisationRequest, for person: SignedIn
    ) async throws -> OrganisationSummary? {
        let now = clock.now()
        let summary = try await store.write { transaction -> OrganisationSummary? in
            let account = try transaction.present(person)
            let isLeaving = request.standing == nil && request.name.lowercased() == account.name.lowercased()
            let organisation =
                isLeaving
                ? try transaction.own(request.organisation, of: account).0
                : try transaction.owned(request.organisation, by: account)
            try transaction.change(organisation, request, by: person, at: now)
            return isLeaving ? nil : try transaction.summary(of: organisation, for: account.id)
        }
        counters.commits(1)
        log.notice("an organisation's people changed", metadata: ["organisation": "\(request.organisation)"])
        return summary
    }

    /// The same by the administrator, for an organisation that lost its owners.
    ///
    /// - Throws: a ``Problem``, as for an owner.
    public func changeOrganisation(_ request: ChangeOrganisationRequest) async throws -> OrganisationSummary {
        let now = clock.now()
        let summary = try await store.write { transaction in
            guard let organisation = try transaction.organisation(request.organisation) else {
                throw Problem.unknownOrganisation
            }
            try transaction.change(organisation, request, by: nil, at: now)
            return try transaction.summary(of: organisation, for: nil)
        }
        counters.commits(1)
        return summary
    }

    /// Ends what a person held under mandates whose last day is over.
    ///
    /// - Returns: whether anything ended.
    static func endMandates(
        of user: UserID, before today: CivilDate, at now: Timestamp, in transaction: any CaseTransaction
    ) throws -> Bool {
        let over = try transaction.affiliations(of: user).filter { $0.mandate.map { $0.until < today } ?? false }
        for record in over {
            try transaction.removeAffiliation(of: user, to: record.organisation)
            guard let organisation = try transaction.organisation(record.organisation) else { continue }
            try transaction.append(
                OrganisationDraft(organisation: organisation, command: "organisation.end"), changed: [user], at: now)
        }
        return !over.isEmpty
    }
}

extension Problem {
    /// For the administrator, who may know which there are.
    static let unknownOrganisation = Problem(.notFound, "There is no such organisation.", path: "organisation")
}

extension CaseTransaction {
    fileprivate func change(
        _ organisation: Organisation, _ request: ChangeOrganisationRequest, by person: SignedIn?, at now: Timestamp
    ) throws {
        let people = try affiliations(of: organisation.id)
        guard let account = try namedAccount(request.name),
            let record = people.first(where: { $0.user == account.id })
        else {
            throw Problem(.notFound, "Nobody of this name acts for \(organisation.name).", path: "name")
        }
        guard record.standing != request.standing else { return }
        guard record.standing != .owner || people.count(where: { $0.standing == .owner }) > 1 else {
            throw Problem(
                .guardFailed,
                "\(account.name) is the last owner of \(organisation.name): make somebody else one first.", path: "name"
            )
        }
        switch request.standing {
        case nil: try removeAffiliation(of: account.id, to: organisation.id)
        case .representative?:
            throw Problem(
                .invalidField, "A representative is invited with a letter of authority.", path: "standing",
                allowed: [OrganisationStanding.owner.rawValue, OrganisationStanding.member.rawValue])
        case .owner?, .member?:
            guard record.standing != .representative, let standing = request.standing else {
                throw Problem(
                    .guardFailed,
                    "\(account.name) represents \(organisation.name) under a letter: invite them as a member once that is withdrawn.",
                    path: "name")
            }
            try put(AffiliationRecord(user: account.id, organisation: organisation.id, standing: standing))
        }
        try append(
            OrganisationDraft(organisation: organisation, command: "organisation.change", by: person),
            changed: [account.id], at: now)
    }
}
