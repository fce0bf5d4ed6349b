internal import CaseProtocol
internal import Workflow

/// Who knows the officers of a desk by name and roles: those who work there and give cases to colleagues.
enum DirectoryReaders {
    /// Beside focal points, committee and lawyers, whose audiences have names of their own.
    private static let offices: [RoleID] = [
        .missionOfficer, .investigator, .authorityHead, .triageOfficer, .enquiryOfficer,
    ]

    /// - Parameter desk: a country as two letters, a regional body, or else an agency.
    static func of(desk: String) -> Set<AudienceID> {
        if desk.utf8.count == 2 {
            return Set(
                [.focalPoint(desk), .committee(desk), .legal(desk)] + offices.map { AudienceID.office($0, desk) })
        }
        return RegionalCommunity.named(desk) != nil ? [.rec(desk)] : [.office(.agencyLiaison, desk)]
    }

    static func place(of desk: String) -> Compartment { Compartment(caseID: nil, .internal, holder: desk) }
}
