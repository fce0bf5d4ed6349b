public import CaseProtocol

/// Who acts: a person with the roles of the account, or the machine.
public struct Party: Hashable, Sendable {
    public let id: UserID
    /// Empty for whoever filed without one, by a receipt code.
    public let name: String
    public let organisation: String?
    public let appointments: [Appointment]
    /// The organisations that they act for.
    public let affiliations: [Affiliation]

    public init(
        id: UserID, name: String, organisation: String? = nil, appointments: [Appointment],
        affiliations: [Affiliation] = []
    ) {
        self.id = id
        self.name = name
        let isNameless = name.isEmpty
        self.affiliations = isNameless ? [] : affiliations
        self.organisation = isNameless ? nil : organisation
        self.appointments = isNameless ? appointments.filter(\.isForNameless) : appointments
    }

    /// Whether they have no name: they bring complaints, reports and questions, answer what is asked, and hold nothing else,
    /// whatever an account says.
    public var isNameless: Bool { name.isEmpty }

    /// The scheduler, router, numberer and importer.
    public static let system = Party(
        id: UserID(high: 0x7000, low: 0x8000_0000_0000_0000), name: "system", appointments: [Appointment(.system)])

    public var isSystem: Bool { appointments.contains { $0.role == .system } }

    /// The country or body for which this person keeps internal notes: of the first official role; `nil` for traders.
    public var desk: String? {
        appointments.first { Self.officials.contains($0.role) }?.desk
    }

    /// The roles that keep a desk of a country or body.
    public static let officials: Set<RoleID> = [
        .focalPoint, .nmcMember, .recOfficer, .ministryLegal, .secretariatAfcfta, .missionOfficer, .minister,
        .investigator, .authorityHead, .triageOfficer, .agencyLiaison, .enquiryOfficer,
    ]

    /// The country of a trader's or official's account, if it names one.
    public var country: String? {
        appointments.first { $0.scope.map { $0.utf8.count == 2 } ?? false }?.scope
    }

    /// The audiences that this person belongs to: everybody's, the own, one a role and one an organisation.
    public var audiences: Set<AudienceID> {
        var audiences: Set<AudienceID> = [.all, .user(id)]
        audiences.formUnion(affiliations.map { .organisation($0.organisation) })
        for appointment in appointments {
            // What auditors read of cases they ask for, one by one: here they see who read what.
            if appointment.role == .auditor { audiences.insert(.auditors) }
            guard let scope = appointment.desk else { continue }
            switch appointment.role {
            case .focalPoint: audiences.insert(.focalPoint(scope))
            case .nmcMember: audiences.insert(.committee(scope))
            case .ministryLegal: audiences.insert(.legal(scope))
            case .recOfficer, .secretariatAfcfta: audiences.formUnion([.rec(scope), .recs])
            case .missionOfficer, .minister, .investigator, .authorityHead, .triageOfficer, .agencyLiaison,
                .enquiryOfficer:
                audiences.insert(.office(appointment.role, scope))
            default: break
            }
        }
        return audiences
    }
}

extension Appointment {
    /// What somebody without a name is.
    public static let nameless = Appointment(.complainant)

    fileprivate var isForNameless: Bool { role == Self.nameless.role && acting == nil }

    /// The country or body at whose desk they work; `nil` where the role has none.
    public var desk: String? { role == .secretariatAfcfta ? RegionalCommunity.afcfta.id : scope }
}
