internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Gives out a code with which one person who has an account joins an organisation: nobody is looked up by name, so nothing
    /// is said of accounts. With a mandate they become a representative, for its days.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for an organisation that the asker does not act for;
    ///   ``ProblemCode/notPermitted`` for its other people; one naming the field.
    public func inviteToOrganisation(
        _ request: OrganisationInvitationRequest, for person: SignedIn
    ) async throws -> OneTimeCode {
        let days = request.days ?? Self.invitationDays
        guard (1...Self.invitationDaysMax).contains(days) else {
            throw Problem(.invalidField, "An invitation is good for 1 to \(Self.invitationDaysMax) days.", path: "days")
        }
        let now = clock.now()
        let code = OneTimeCode(code: try SpokenCode.make(), endsAt: now.adding(days: days))
        try await store.write { transaction in
            let organisation = try transaction.owned(request.organisation, by: try transaction.present(person))
            try transaction.checkRoom(in: organisation.id)
            let offered = try request.mandate.map {
                try OrganisationRules.mandate($0, for: organisation.id, on: Self.day(at: now))
            }
            if let letter = offered?.1 { try transaction.put(letter) }
            try transaction.removeOneTimeCodes(endedBy: now)
            try transaction.put(
                OneTimeCodeRecord(
                    hash: SpokenCode.hash(code.code),
                    purpose: .joining(
                        JoiningOffer(organisation: organisation.id, by: person.party.id, mandate: offered?.0)),
                    endsAt: code.endsAt))
        }
        log.notice("somebody was invited to an organisation", metadata: ["organisation": "\(request.organisation)"])
        return code
    }

    /// Joins an organisation with a code.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/codeInvalid``, also for a code of somebody who is no owner any more;
    ///   ``ProblemCode/notPermitted`` for whoever does not file; ``ProblemCode/tooManyAttempts``.
    public func joinOrganisation(
        _ request: JoinOrganisationRequest, for person: SignedIn
    ) async throws -> OrganisationSummary {
        let now = clock.now()
        let attempt = try attempts.begin(.organisation(person.party.name), address: nil, at: now)
        let summary: OrganisationSummary
        do {
            summary = try await store.write { try $0.join(request, person, at: now) }
        } catch {
            if (error as? Problem)?.code != .codeInvalid { attempts.withdraw(attempt) }
            throw error
        }
        attempts.withdraw(attempt)
        counters.commits(1)
        log.notice("somebody joined an organisation", metadata: ["organisation": "\(summary.id)"])
        return summary
    }
}

extension CaseTransaction {
    fileprivate func join(
        _ request: JoinOrganisationRequest, _ person: SignedIn, at now: Timestamp
    ) throws -> OrganisationSummary {
        let account = try present(person)
        let hash = SpokenCode.hash(request.code)
        guard let code = try oneTimeCode(hash: hash), code.endsAt > now, case .joining(let offer) = code.purpose,
            let organisation = try organisation(offer.organisation), organisation.suspendedAt == nil,
            try affiliations(of: organisation.id).contains(where: { $0.user == offer.by && $0.standing == .owner }),
            offer.mandate.map({ ServerCore.day(at: now) <= $0.until }) ?? true
        else { throw Problem.codeInvalid }
        try OrganisationRules.checkFiler(account)
        let known = try affiliations(of: account.id).first { $0.organisation == organisation.id }
        if let known {
            // Another mandate takes the place of the one before; nobody becomes less by a code.
            guard known.standing == .representative else {
                throw Problem(
                    .guardFailed, "You are one of the people of \(organisation.name) already.", path: "code")
            }
        } else {
            try checkRoom(for: account.id)
            try checkRoom(in: organisation.id)
        }
        try removeOneTimeCode(hash: hash)
        try put(
            AffiliationRecord(
                user: account.id, organisation: organisation.id,
                standing: offer.mandate == nil ? .member : .representative, mandate: offer.mandate))
        try append(
            OrganisationDraft(organisation: organisation, command: "organisation.join", by: person),
            changed: [account.id], at: now)
        return try summary(of: organisation, for: account.id)
    }
}

extension CaseSnapshot {
    /// - Throws: a ``Problem`` for an organisation of as many people as there may be.
    func checkRoom(in organisation: OrganisationID) throws {
        guard try affiliations(of: organisation).count < OrganisationRules.peopleMax else {
            throw Problem(
                .tooLong, "At most \(OrganisationRules.peopleMax) people act for one organisation.",
                path: "organisation")
        }
    }
}
