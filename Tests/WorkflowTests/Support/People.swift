import CaseProtocol
import Workflow

/// The people of the scenarios. Amina's name, firm and contact are what has to stay hidden.
enum People {
    static let amina = person(1, "Amina Wanjiru", "Rift Valley Tea Ltd", "complainant:KE")
    static let smallTrader = person(2, "Otieno Ochieng", nil, "strTrader:KE")
    static let association = person(3, "Tea Growers", "Tea Growers", "association:KE")
    static let official = person(4, "Wekesa Barasa", nil, "publicOfficial:KE")
    static let nomad = person(5, "Nomad Trader", nil, "complainant")
    static let stranger = person(6, "Stranger Ugandan", nil, "complainant:UG")
    static let kenya = person(10, "Kenya Focal", nil, "focalPoint:KE")
    static let kenyaDeputy = person(11, "Kenya Deputy", nil, "focalPoint:KE")
    static let tanzania = person(12, "Tanzania Focal", nil, "focalPoint:TZ")
    static let uganda = person(13, "Uganda Focal", nil, "focalPoint:UG")
    static let kenyaChair = person(14, "Kenya Chair", nil, "nmcMember:KE/chair")
    static let kenyaMember = person(15, "Kenya Member", nil, "nmcMember:KE")
    static let kenyaLegal = person(16, "Kenya Legal", nil, "ministryLegal:KE")
    static let eac = person(17, "Arusha Officer", nil, "recOfficer:EAC")
    static let sadc = person(18, "Gaborone Officer", nil, "recOfficer:SADC")
    static let admin = person(19, "Admin", nil, "sysAdmin")
    static let tanzaniaChair = person(20, "Tanzania Chair", nil, "nmcMember:TZ/chair")

    /// Somebody who holds a case role on a Kenyan complaint about Tanzania; `nil` for a role that nobody plays.
    static func playing(_ role: RoleID) -> Party? {
        switch role {
        case .complainant: amina
        case .strTrader: smallTrader
        case .association: association
        case .publicOfficial: official
        case .nfpReporting: kenya
        case .nfpImposing: tanzania
        case .nmcMember: kenyaMember
        case .nmcChair: kenyaChair
        case .recOfficer: eac
        case .ministryLegal: kenyaLegal
        case .system: .system
        default: nil
        }
    }

    private static func person(_ number: UInt64, _ name: String, _ firm: String?, _ roles: String...) -> Party {
        let appointments = roles.compactMap { try? Appointment(parsing: $0) }
        precondition(appointments.count == roles.count, "a role of \(name) is misspelled")
        return Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0000 + number), name: name, organisation: firm,
            appointments: appointments)
    }
}
