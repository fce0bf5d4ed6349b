public import CaseProtocol

/// A capacity in which somebody acts on one case, and the desk that they keep there.
struct Capacity: Hashable, Sendable {
    let role: RoleID
    /// The country or body whose internal notes they share; `nil` for filers, seats and the system.
    let desk: String?
    /// The holder of the party's own compartments; `nil` for anybody who has no seat.
    var seat: String?
    /// For whom they act who is away; `nil` in an office of their own.
    var acting: Acting?
    /// The sector of the focal point whose the case's goods are not: they read it with their country, and others act.
    var otherSector: HSChapters?
}

/// The capacities in which `party` may act on the case, best first.
public func caseRoles(of party: Party, in state: CaseState) -> [RoleID] {
    var roles: [RoleID] = []
    for capacity in capacities(of: party, in: state) where !roles.contains(capacity.role) {
        roles.append(capacity.role)
    }
    return roles
}

/// The capacities of `party` on the case, with their desks: as filer first, then by appointment. Whoever acts for the
/// organisation that filed does so in the role in which it was filed.
func capacities(of party: Party, in state: CaseState) -> [Capacity] {
    guard let header = state.header else { return [] }
    if party.isSystem { return [Capacity(role: .system, desk: nil)] }
    var capacities: [Capacity] = []
    var others: [Capacity] = []
    if state.holdsCode(party) {
        // Whoever took it down for them, they are the trader whose matter it is.
        capacities.append(Capacity(role: .strTrader, desk: nil))
    } else if state.isFiler(party), let role = header.filerRole, RoleWords.filers.contains(role) {
        capacities.append(Capacity(role: role, desk: nil))
    }
    // Whoever has no name is on their own cases, and on no other by anybody's act.
    guard !party.isNameless else { return capacities }
    // What they may do in their own right they do in it.
    for appointment in party.appointments.filter({ $0.acting == nil }) + party.appointments.filter({ $0.acting != nil })
    {
        // Whoever stepped back from the case is not replaced by whoever acts for them.
        guard let scope = appointment.desk, !(appointment.acting.map { state.isRecused($0.user) } ?? false) else {
            continue
        }
        for role in officialRoles(of: appointment, scope: scope, party: party, on: header, in: state) {
            let capacity = Capacity(role: role, desk: scope, acting: appointment.acting)
            if appointment.acts(on: header) {
                capacities.append(capacity)
            } else {
                others.append(capacity)
                others[others.count - 1].otherSector = appointment.chapters
            }
        }
    }
    for seat in state.openSeats where seat.user == party.id {
        capacities.append(Capacity(role: seat.role, desk: nil, seat: seat.holder))
    }
    // Whoever acts on it in any way is what they act as.
    return capacities.isEmpty ? others : capacities
}

private func officialRoles(
    of appointment: Appointment, scope: String, party: Party, on header: CaseHeader, in state: CaseState
) -> [RoleID] {
    switch header.cast {
    case .complaint: return complaintRoles(of: appointment, scope: scope, on: header)
    case .dispute, .remedy, .desk, .request:
        let office = AudienceID.office(appointment.role, scope)
        let audiences = CastAudiences(header: header, state: state).onCase
        let isOnCase =
            audiences.contains(office)
            || (appointment.role == .ministryLegal && audiences.contains(.legal(scope)))
            || (appointment.role == .secretariatAfcfta && audiences.contains(.rec(scope)))
            || (appointment.role == .recOfficer && audiences.contains(.recs) && header.isImported)
            || (appointment.role == .investigator && audiences.contains(.user(party.id)))
        return isOnCase ? [appointment.role] : []
    }
}

private func complaintRoles(of appointment: Appointment, scope: String, on header: CaseHeader) -> [RoleID] {
    let isReporting = header.reportingCountry == scope
    let isImposing = header.imposingCountry == scope && header.isOpenToImposingSide
    // Until it is filed a case is its author's alone; a lead is its country's focal point's too.
    guard header.isFiled else {
        return appointment.role == .focalPoint && isReporting && header.isFromLead ? [.nfpReporting] : []
    }
    switch appointment.role {
    case .focalPoint: return (isReporting ? [.nfpReporting] : []) + (isImposing ? [.nfpImposing] : [])
    case .nmcMember:
        guard isReporting || isImposing else { return [] }
        return appointment.isChair ? [.nmcChair, .nmcMember] : [.nmcMember]
    case .ministryLegal, .missionOfficer: return isReporting || isImposing ? [appointment.role] : []
    case .recOfficer:
        return header.isImported || header.communities.contains { $0.id == scope } ? [.recOfficer] : []
    case .secretariatAfcfta:
        return header.communities.contains { $0.id == scope } ? [.secretariatAfcfta] : []
    case .agencyLiaison: return header.referredTo == scope ? [.agencyLiaison] : []
    default: return []
    }
}

extension CaseHeader {
    /// Whether it began as a report by phone or SMS.
    var isFromLead: Bool { row["fromLead"]?.bool ?? false }

    /// Whether those beside the office that keeps the case are on it: the imposing country, a registry, an agency; of a
    /// trade remedy the parties. Imported history was public before it came here, but for what agencies were asked.
    var isOpenToImposingSide: Bool {
        isTransmitted || (isImported && cast != .request) || (cast == .remedy && isInitiated)
    }

    /// The country, if it is one; a source's word that is not stays a word.
    private func country(_ field: FieldID) -> String? {
        text(field).flatMap { CodeList.countries.contains($0) ? $0 : nil }
    }

    /// The countries that are known to be concerned; until it is transmitted, where the barrier is.
    var countries: Set<String> {
        Set([country("reportingCountry"), country("imposingCountry") ?? country("locationCountry")].compactMap(\.self))
    }

    /// The two sides, as far as they are known.
    var reporting: String? { country("reportingCountry") }
    var imposing: String? { country("imposingCountry") }

    func country(on side: CaseSide) -> String? { side == .reporting ? reporting : imposing }

    /// The secretariats concerned: all three of the mechanism where it is not known who reports.
    var communities: [RegionalCommunity] {
        guard case .complaint(let bodies) = cast, !bodies.isEmpty else {
            return RegionalCommunity.tripartite(for: reporting == nil ? [] : countries)
        }
        // A complaint that was sent on to a community is that community's too.
        return (bodies + [text("rec")].compactMap(\.self)).compactMap { RegionalCommunity.named($0) }
    }

    /// The action that brought the case to its stage.
    var reachedBy: ActionID? { text("reachedBy").map { ActionID($0) } }
}
