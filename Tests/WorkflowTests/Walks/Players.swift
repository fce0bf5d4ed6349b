import CaseProtocol
import Workflow

/// Somebody for every role: two of each, since what one drafts another signs.
enum Players {
    /// Those who may hold a case role, first the one who usually does: Kenya files or keeps the case, Tanzania answers.
    static func holding(_ role: RoleID, agency: String? = nil) -> [Party] {
        switch role {
        case .nfpReporting, .nfpImposing: people(.focalPoint, ["KE", "TZ"])
        case .nmcMember: people(.nmcMember, ["KE", "TZ"])
        case .nmcChair: people(.nmcMember, ["KE", "TZ"], chair: true)
        case .recOfficer: people(.recOfficer, ["EAC", "COMESA"])
        case .ministryLegal, .missionOfficer: people(role, ["KE", "TZ"])
        case .secretariatAfcfta: people(role, [nil])
        case .agencyLiaison: people(role, [agency ?? "KEBS"])
        case .system: [.system]
        case .complainant: people(role, ["KE"]) + openers(role).suffix(1)
        default: people(role, seats.contains(role) ? [nil] : ["KE"])
        }
    }

    /// Those who may open a case in a role: of traders also one whose account names no country.
    static func openers(_ role: RoleID) -> [Party] {
        Array(people(role == .nfpReporting ? .focalPoint : role, [kept(role)]).prefix(1))
            + (role == .complainant ? [person(2, "Nomad", [Appointment(role)])] : [])
    }

    /// Whose account may be given a seat.
    static let seats: [RoleID] = [.counsel, .facilitator, .interestedParty]

    /// The accounts that a seating may name, by login name.
    static let accounts: [String: Party] = Dictionary(
        (seats + [.industryApplicant, .ministryLegal]).flatMap { role in
            holding(role).enumerated().map { (login(role, $0.offset), $0.element) }
        }, uniquingKeysWith: { first, _ in first })

    static func login(_ role: RoleID, _ index: Int) -> String { "\(role)-\(index)" }

    /// Somebody who has no part in any case of these walks.
    static let stranger = person(9_999, "Stranger", [Appointment(.complainant, scope: "UG")])

    /// The country for which the opener of a role keeps an office.
    private static func kept(_ role: RoleID) -> String? {
        switch role {
        case .recOfficer: "EAC"
        case .secretariatAfcfta: nil
        case .agencyLiaison: "KEBS"
        default: seats.contains(role) ? nil : "KE"
        }
    }

    private static func people(_ role: RoleID, _ scopes: [String?], chair: Bool = false) -> [Party] {
        scopes.flatMap { scope in
            (0..<2).map { index in
                let appointment = Appointment(role, scope: scope, isChair: chair)
                return person(number(of: "\(appointment)", index), "\(appointment) \(index)", [appointment])
            }
        }
    }

    /// The same number for the same words, whatever was asked before.
    private static func number(of text: String, _ index: Int) -> UInt64 {
        text.utf8.reduce(UInt64(index) + 7) { ($0 * 31 + UInt64($1)) % 1_000_003 } + 10_000
    }

    private static func person(_ number: UInt64, _ name: String, _ appointments: [Appointment]) -> Party {
        Party(
            id: UserID(high: 0x7010, low: 0x8000_0000_0000_0000 + number), name: name, organisation: nil,
            appointments: appointments)
    }
}

extension Cast {
    /// Whether its cases lie between two countries.
    var isComplaint: Bool { if case .complaint = self { true } else { false } }
}
