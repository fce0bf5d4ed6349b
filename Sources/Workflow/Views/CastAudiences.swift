import CaseProtocol

/// Who sees what of the cases that one government's office keeps: disputes, trade remedies, reports and questions.
struct CastAudiences {
    let header: CaseHeader
    let state: CaseState

    func audiences(of compartment: Compartment) -> Set<AudienceID> {
        switch (compartment.confidentiality, compartment.holder) {
        case (.public, _), (.parties, _): return onCase
        case (.internal, let desk?): return office(desk)
        case (.sealed, Seat.filersOwn?): return filer
        case (.sealed, _) where header.cast == .remedy && ToldReporter.isPlace(compartment): return handlers
        case (.confidential, let holder?): return business(of: holder, or: advisers)
        case (.sealed, let holder?): return business(of: holder)
        case (.internal, nil), (.confidential, nil), (.sealed, nil): return []
        }
    }

    /// Of a report that an officer took down nobody is the filer: the officer sees it as one of the office.
    private var filer: Set<AudienceID> {
        guard header.filerRole.map(RoleWords.filers.contains) ?? false else { return [] }
        return state.filerAudiences
    }

    private var seats: Set<AudienceID> { state.seatAudiences }

    /// Those on the case.
    var onCase: Set<AudienceID> {
        // A draft is its author's alone.
        guard header.isFiled || header.filer == nil else { return filer }
        return switch header.cast {
        case .dispute(let registry): dispute(registry)
        case .remedy: remedy
        case .desk(let role): desk(role)
        case .request: askers.union(agency)
        case .complaint: []
        }
    }

    private func dispute(_ registry: String?) -> Set<AudienceID> {
        var audiences = seats.union(header.isAdopted ? [] : importedDispute).union(state.linkedReaders(on: header))
        if let country = header.fileCountry { audiences.formUnion(Self.legalTeam(country)) }
        if let registry, header.isTransmitted { audiences.insert(.rec(registry)) }
        return audiences
    }

    /// What the WTO published is for the lawyers of both countries.
    private var importedDispute: Set<AudienceID> {
        let countries = ["complainingCountry", "respondingCountry"].compactMap { header.text(FieldID($0)) }
        return Set(countries.flatMap(Self.legalTeam)).union([.recs])
    }

    private static func legalTeam(_ country: String) -> Set<AudienceID> {
        [.legal(country), .office(.missionOfficer, country), .office(.minister, country)]
    }

    /// Before initiation the case is a secret of the applicant, the head of the authority and the investigators to whom it
    /// is assigned, and from the decision on whether to initiate, of the minister (ADA 5.5, `roles.md` 3.3).
    private var remedy: Set<AudienceID> {
        var audiences = filer.union(handlers).union(applicants)
        guard let country = header.fileCountry else { return audiences.union(header.isImported ? [.recs] : []) }
        audiences.insert(.office(.authorityHead, country))
        if header.row["documentedOn"] != nil { audiences.insert(.office(.minister, country)) }
        guard header.isInitiated || header.isImported else { return audiences }
        return audiences.union(seats).union([
            .office(.investigator, country), .office(.minister, country), .legal(country),
            .office(.missionOfficer, country),
        ])
    }

    /// Whoever asked for advice and goes on as the applicant has a seat before anybody else.
    private var applicants: Set<AudienceID> {
        Set(state.openSeats.filter { $0.role == .industryApplicant }.compactMap { $0.user.map { .user($0) } })
    }

    /// The investigators to whom the case is assigned.
    var handlers: Set<AudienceID> { Set(handlerIDs.map { .user($0) }) }

    private var handlerIDs: [UserID] {
        let assigned = state.rows(.assignment).filter { $0.compartment.holder == header.fileCountry }
            .flatMap { row in [row["person"], row["opener"]].compactMap { $0?.string.flatMap { UserID($0) } } }
        return assigned.filter { !state.isRecused($0) }
    }

    /// The role of somebody to whom the case is assigned; none for anybody else.
    func handlerRoles(of user: UserID) -> [RoleID] { handlerIDs.contains(user) ? [.investigator] : [] }

    private func desk(_ role: RoleID) -> Set<AudienceID> {
        var audiences = filer.union(seats)
        if let country = header.fileCountry { audiences.insert(.office(role, country)) }
        return audiences.union(agency)
    }

    /// The agency to which a desk referred the case, or that is asked for data.
    private var agency: Set<AudienceID> {
        guard header.isTransmitted, let agency = header.text("agency") else { return [] }
        return [.office(.agencyLiaison, agency)]
    }

    /// Those for whom an agency is asked for data: whoever asks, those to whom the remedy is given, and their head.
    private var askers: Set<AudienceID> {
        let head: [AudienceID] = header.fileCountry.map { [.office(.authorityHead, $0)] } ?? []
        return handlers.union(state.linkedReaders(on: header)).union(head)
    }

    /// One office's own notes.
    private func office(_ desk: String) -> Set<AudienceID> {
        switch header.cast {
        case .dispute(let registry):
            if desk == registry { return header.isTransmitted ? [.rec(desk)] : [] }
            return desk == header.fileCountry ? Self.legalTeam(desk) : []
        case .remedy:
            guard desk == header.fileCountry else { return [] }
            // Who decides on a draft reads it.
            let decides = header.row["documentedOn"] != nil || header.isInitiated
            return handlers.union([.office(.authorityHead, desk)] + (decides ? [.office(.minister, desk)] : []))
        case .desk(let role):
            if desk == header.fileCountry { return [.office(role, desk)] }
            // What an agency is told and does is for it while the case is with it, and for the desk that referred the case;
            // not for the reporter, nor for the next agency.
            let isWithIt = header.isTransmitted && desk == header.text("agency")
            let keeper: [AudienceID] = header.fileCountry.map { [.office(role, $0)] } ?? []
            return Set(keeper + (isWithIt ? [.office(.agencyLiaison, desk)] : []))
        case .request:
            if desk == header.fileCountry { return askers }
            return desk == header.text("agency") ? agency : []
        case .complaint: return []
        }
    }

    /// What one party gave in confidence, and who a protected filer is: for the party and the office that works on it.
    ///
    /// - Parameter others: who else reads it once it is with the office.
    private func business(of holder: String, or others: Set<AudienceID> = []) -> Set<AudienceID> {
        let own: Set<AudienceID>
        if holder == header.filer?.description {
            own = filer
        } else if let seat = state.seatsEver.first(where: { $0.holder == holder }) {
            // What somebody gave who left since stays with the office.
            own = state.audience(ofSeat: seat)
        } else {
            return []
        }
        guard header.isFiled || header.filer == nil else { return own }
        // The table of roles keeps it from the mission and the minister, who are of the office too.
        return own.union(header.fileCountry.map { office($0) } ?? []).union(others)
    }

    /// Whom the authority asks for advice on a remedy, each under an undertaking: they read the parties' papers, and not the
    /// authority's own.
    private var advisers: Set<AudienceID> {
        guard header.cast == .remedy, header.isInitiated else { return [] }
        return Set(state.openSeats.filter(\.advises).compactMap { $0.user.map { .user($0) } })
    }
}
