public import CaseProtocol

/// Who acts: a person with the roles of the account, or the machine.
public struct Party: Hashable, Sendable {
    public let id: UserID
    public let name: String
    public let organisation: String?
    public let appointments: [Appointment]

    public init(id: UserID, name: String, organisation: String? = nil, appointments: [Appointment]) {
        self.id = id
        self.name = name
        self.organisation = organisation
        self.appointments = appointments
    }

    /// The scheduler, router, numberer and importer.
    public static let system = Party(
        id: UserID(high: 0x7000, low: 0x8000_0000_0000_0000), name: "system", appointments: [Appointment(.system)])

    public var isSystem: Bool { appointments.contains { $0.role == .system } }

    /// The country or body for which this person keeps internal notes: of the first official role; `nil` for traders.
    public var desk: String? {
        let official: Set<RoleID> = [.focalPoint, .nmcMember, .recOfficer, .ministryLegal]
        return appointments.first { official.contains($0.role) }?.scope
    }

    /// The country of a trader's or official's account, if it names one.
    public var country: String? {
        appointments.first { $0.scope.map { $0.count == 2 } ?? false }?.scope
    }

    /// The audiences that this person belongs to: everybody's, the own, and one a role.
    public var audiences: Set<AudienceID> {
        var audiences: Set<AudienceID> = [.all, .user(id)]
        for appointment in appointments {
            guard let scope = appointment.scope else { continue }
            switch appointment.role {
            case .focalPoint: audiences.insert(.focalPoint(scope))
            case .nmcMember: audiences.insert(.committee(scope))
            case .ministryLegal: audiences.insert(.legal(scope))
            case .recOfficer: audiences.formUnion([.rec(scope), .recs])
            default: break
            }
        }
        return audiences
    }
}
