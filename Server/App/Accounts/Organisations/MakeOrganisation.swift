public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Makes an organisation, of which whoever asks is the first owner.
    ///
    /// That a name is taken is told, so that nobody passes for another firm; tries are counted, so that nobody reads a register
    /// of firms off it.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notPermitted`` for whoever does not file; one naming the field;
    ///   ``ProblemCode/tooManyAttempts``.
    public func makeOrganisation(
        _ request: MakeOrganisationRequest, for person: SignedIn
    ) async throws -> OrganisationSummary {
        try OrganisationRules.checkName(request.name)
        guard let country = request.country?.uppercased() ?? person.party.country else {
            throw Problem(.missingField, "Say in which country the organisation is, as in KE.", path: "country")
        }
        guard CodeList.countries.contains(country) else {
            throw Problem(.unknownCode, "There is no country “\(country)”.", path: "country")
        }
        // Each counts, also one that succeeds.
        _ = try attempts.begin(.organisation(person.party.name), address: nil, at: clock.now())
        let now = clock.now()
        let organisation = Organisation(id: random.id(at: now), name: request.name, country: country, madeAt: now)
        let summary = try await store.write { transaction in
            let account = try transaction.present(person)
            try OrganisationRules.checkFiler(account)
            try transaction.checkRoom(for: account.id)
            try transaction.put(organisation)
            try transaction.put(
                AffiliationRecord(user: account.id, organisation: organisation.id, standing: .owner))
            try transaction.append(
                OrganisationDraft(organisation: organisation, command: Organisation.beginning, by: person),
                changed: [account.id], at: now)
            return try transaction.summary(of: organisation, for: account.id)
        }
        counters.commits(1)
        log.notice("an organisation was made", metadata: ["organisation": "\(organisation.id)"])
        return summary
    }
}

extension CaseSnapshot {
    /// - Throws: a ``Problem`` for somebody who acts for as many organisations as one may.
    func checkRoom(for user: UserID) throws {
        guard try affiliations(of: user).count < OrganisationRules.organisationsMax else {
            throw Problem(
                .tooLong, "One person acts for at most \(OrganisationRules.organisationsMax) organisations.",
                path: "organisation")
        }
    }
}
