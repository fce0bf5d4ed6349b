public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// The organisations that somebody acts for, suspended ones and those to come too, by name.
    public func organisations(of person: SignedIn) async throws -> OrganisationList {
        try await store.read { snapshot in
            let account = try snapshot.present(person)
            let own = try snapshot.affiliations(of: account.id).compactMap {
                try snapshot.organisation($0.organisation)
            }
            return OrganisationList(
                organisations: try own.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
                    .map { try snapshot.summary(of: $0, for: account.id) })
        }
    }

    /// All of them, for the administrator.
    public func organisations() async throws -> OrganisationList {
        try await store.read { snapshot in
            OrganisationList(
                organisations: try snapshot.organisations().map { try snapshot.summary(of: $0, for: nil) })
        }
    }

    /// Lets nobody act for an organisation any more, or lets its people again; the administrator's, for a false one.
    ///
    /// - Throws: ``ProblemCode/notFound``.
    public func suspendOrganisation(_ request: SuspendOrganisationRequest) async throws -> OrganisationSummary {
        let now = clock.now()
        let summary = try await store.write { transaction in
            guard var organisation = try transaction.organisation(request.organisation) else {
                throw Problem.unknownOrganisation
            }
            if (organisation.suspendedAt != nil) != request.isSuspended {
                organisation.suspendedAt = request.isSuspended ? now : nil
                try transaction.put(organisation)
                try transaction.append(
                    OrganisationDraft(organisation: organisation, command: "organisation.suspend"),
                    changed: Set(try transaction.affiliations(of: organisation.id).map(\.user)), at: now)
            }
            return try transaction.summary(of: organisation, for: nil)
        }
        counters.commits(1)
        log.notice(
            "an organisation was suspended or let in again",
            metadata: ["organisation": "\(request.organisation)", "suspended": "\(request.isSuspended)"])
        return summary
    }
}

extension CaseSnapshot {
    /// - Parameter user: who reads it; `nil` for the administrator.
    func summary(of organisation: Organisation, for user: UserID?) throws -> OrganisationSummary {
        let records = try affiliations(of: organisation.id)
        let own = records.first { $0.user == user }
        let listed =
            user == nil || own.map { $0.standing != .representative } ?? false ? records : [own].compactMap(\.self)
        let people = try listed.compactMap { record in
            try account(record.user).map { account in
                OrganisationPerson(
                    name: account.name, standing: record.standing, mandate: record.mandate.map(MandateSummary.init))
            }
        }
        return OrganisationSummary(
            id: organisation.id, name: organisation.name, country: organisation.country, standing: own?.standing,
            isSuspended: organisation.suspendedAt != nil, people: people.sorted { $0.name < $1.name })
    }
}

extension MandateSummary {
    init(_ mandate: Mandate) {
        self.init(from: mandate.from, until: mandate.until, reference: mandate.reference, letter: mandate.letter)
    }
}
