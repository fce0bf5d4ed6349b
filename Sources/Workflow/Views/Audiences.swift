public import CaseProtocol

/// Who may see a compartment of the case, in its present state: those whom the cast puts on it, as far as the table of
/// roles lets them read such a thing. Empty for a compartment of another case.
public func audiences(of compartment: Compartment, in state: CaseState) -> Set<AudienceID> {
    guard compartment.caseID == state.caseID, let header = state.header else { return [] }
    let onCase = castAudiences(of: compartment, on: header, in: state)
    return RoleBound(header: header, state: state).bounded(onCase, of: compartment)
        .union(state.unsealed(compartment, on: header))
}

private func castAudiences(
    of compartment: Compartment, on header: CaseHeader, in state: CaseState
) -> Set<AudienceID> {
    guard case .complaint = header.cast else {
        return CastAudiences(header: header, state: state).audiences(of: compartment)
    }
    let seen = CaseAudiences(header: header, state: state)
    if let seat = state.seatsEver.first(where: { $0.holder == compartment.holder }) {
        return state.audience(ofSeat: seat)
    }
    if let country = MinisterSummary.country(of: compartment) {
        return header.summarised.contains(country) ? [.office(.minister, country)] : []
    }
    switch (compartment.confidentiality, compartment.holder) {
    case (.public, _), (.parties, _): return seen.parties
    case (.internal, let desk?): return seen.office(desk)
    case (.confidential, let holder?) where holder == header.filer?.description: return seen.filersBusiness
    case (.confidential, let country?) where SharedIdentity.isPlace(compartment):
        return state.identityReaders(in: country, on: header)
    case (.confidential, .some): return state.paperReaders(in: compartment, on: header)
    case (.sealed, let holder?) where holder == header.filer?.description: return seen.identity
    case (.internal, nil), (.confidential, nil), (.sealed, _): return []
    }
}

private struct CaseAudiences {
    let header: CaseHeader
    let state: CaseState

    private var filer: Set<AudienceID> { state.filerAudiences }

    private var ownFocalPoint: Set<AudienceID> { header.reporting.map { [.focalPoint($0)] } ?? [] }

    /// Before it is filed: the author, and of a lead the focal points of its country.
    private var authors: Set<AudienceID> { header.isFromLead ? filer.union(ownFocalPoint) : filer }

    private var secretariats: Set<AudienceID> {
        header.isImported ? [.recs] : Set(header.communities.map { .rec($0.id) })
    }

    private static func government(_ country: String) -> Set<AudienceID> {
        [.focalPoint(country), .committee(country), .legal(country), .office(.missionOfficer, country)]
    }

    var parties: Set<AudienceID> {
        guard header.isFiled else { return authors }
        var audiences = filer.union(secretariats)
        if let reporting = header.reporting { audiences.formUnion(Self.government(reporting)) }
        if header.isOpenToImposingSide, let imposing = header.imposing {
            audiences.formUnion(Self.government(imposing))
        }
        if let agency = header.referredTo { audiences.insert(.office(.agencyLiaison, agency)) }
        return audiences.union(state.seatAudiences).union(state.linkedReaders(on: header))
    }

    /// One government or one secretariat, while it is on the case: what it noted before stays, unread. Of a lead that is
    /// not filed, no more of the government than see the lead.
    func office(_ desk: String) -> Set<AudienceID> {
        guard desk.count == 2 else {
            if RegionalCommunity.named(desk) == nil, let referrer = header.referrer {
                return agency(desk, of: referrer)
            }
            let isOnCase = header.isImported || header.communities.contains { $0.id == desk }
            return isOnCase ? [.rec(desk)] : []
        }
        let isImposing = header.isFiled && header.isOpenToImposingSide && header.imposing == desk
        guard header.reporting == desk || isImposing else { return [] }
        return header.isFiled ? Self.government(desk) : [.focalPoint(desk)]
    }

    /// What an agency is asked and notes: its own while it may reply, and that of the government that asked.
    private func agency(_ agency: String, of country: String) -> Set<AudienceID> {
        office(country).union(header.referredTo == agency ? [.office(.agencyLiaison, agency)] : [])
    }

    /// What the filer and the own focal point say to each other; the secretariats where they screen.
    var filersBusiness: Set<AudienceID> {
        guard header.isFiled else { return authors }
        var audiences = filer.union(ownFocalPoint)
        if let reporting = header.reporting { audiences.insert(.committee(reporting)) }
        let secretariatScreens = header.reporting == nil || state.latestDeadline("screen")?.state == .lapsed
        if secretariatScreens { audiences.formUnion(secretariats) }
        return audiences
    }

    /// Who complains: as far as somebody has to call them back.
    var identity: Set<AudienceID> {
        guard header.isFiled else { return authors }
        return filer.union(header.reporting == nil ? secretariats : ownFocalPoint)
    }
}
