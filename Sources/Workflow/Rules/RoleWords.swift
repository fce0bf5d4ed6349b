public import CaseProtocol

/// What people call the capacities in which somebody acts.
public enum RoleWords {
    /// The capacities of somebody who files. Where their holders are named to others, the word stands for the name.
    public static let filers: [RoleID] = [.complainant, .strTrader, .association, .publicOfficial, .industryApplicant]

    /// Those who report barriers: every filer but the industry that applies for a trade remedy.
    static let complainants: [RoleID] = [.complainant, .strTrader, .association, .publicOfficial]

    /// `role` with its article; an unknown role as it is spelled.
    public static func word(_ role: RoleID) -> String {
        switch role {
        case .complainant: "the complainant"
        case .strTrader: "the trader"
        case .association: "the association"
        case .publicOfficial: "the filing official"
        case .focalPoint: "the national focal point"
        case .nfpReporting: "the focal point of the reporting country"
        case .nfpImposing: "the focal point of the imposing country"
        case .nmcMember: "a member of the monitoring committee"
        case .nmcChair: "the chair of the monitoring committee"
        case .recOfficer: "an officer of the regional secretariat"
        case .ministryLegal: "the ministry's trade lawyer"
        case .secretariatAfcfta: "the secretariat of the AfCFTA"
        case .facilitator: "the facilitator"
        case .counsel: "counsel on the case"
        case .missionOfficer: "an officer of the permanent mission"
        case .minister: "the minister"
        case .investigator: "an investigator of the trade-remedies authority"
        case .authorityHead: "the head of the trade-remedies authority"
        case .industryApplicant: "the applicant industry"
        case .interestedParty: "an interested party"
        case .triageOfficer: "an officer of the triage desk"
        case .agencyLiaison: "the agency's liaison officer"
        case .enquiryOfficer: "an officer of the enquiry desk"
        case .auditor: "an auditor"
        case .sysAdmin: "the administrator"
        case .system: "the system"
        case .anyone: "anybody"
        default: role.rawValue
        }
    }

    /// `role` without its article.
    static func bare(_ role: RoleID) -> String {
        let words = word(role)
        return ["the ", "an ", "a "].first(where: words.hasPrefix).map { String(words.dropFirst($0.count)) } ?? words
    }

    /// Several, as part of a sentence.
    static func list(_ roles: [RoleID]) -> String {
        roles.isEmpty ? "nobody" : roles.map(word).joined(separator: " or ")
    }
}
