public import CaseProtocol

/// A role that an account holds, for a country or body: `complainant`, `focalPoint:KE`, `focalPoint:KE/01-24`, `nmcMember:KE/chair`,
/// `recOfficer:EAC`.
public struct Appointment: Hashable, Sendable {
    public let role: RoleID
    /// An ISO 3166-1 alpha-2 country or a regional community; `nil` where the role has none.
    public let scope: String?
    /// Whether the holder chairs the committee; `nmcMember` only.
    public let isChair: Bool
    /// For whom it is held, while they are away; `nil` for an office of one's own.
    public let acting: Acting?
    /// The sector in which the holder acts; `focalPoint` only, and `nil` for all goods.
    public let chapters: HSChapters?

    public init(
        _ role: RoleID, scope: String? = nil, isChair: Bool = false, acting: Acting? = nil, chapters: HSChapters? = nil
    ) {
        self.chapters = chapters
        self.role = role
        self.scope = scope
        self.isChair = isChair
        self.acting = acting
    }

    /// How a role may be scoped.
    public enum ScopeRule: Sendable { case country, optionalCountry, community, agency, none }

    /// Every role that an account can hold, and its scope.
    public static let grantable: [(role: RoleID, scope: ScopeRule)] = [
        (.complainant, .optionalCountry), (.strTrader, .optionalCountry), (.association, .optionalCountry),
        (.publicOfficial, .optionalCountry), (.focalPoint, .country), (.nmcMember, .country),
        (.recOfficer, .community), (.ministryLegal, .country), (.secretariatAfcfta, .none), (.facilitator, .none),
        (.counsel, .optionalCountry), (.missionOfficer, .country), (.minister, .country), (.investigator, .country),
        (.authorityHead, .country), (.industryApplicant, .optionalCountry), (.interestedParty, .optionalCountry),
        (.triageOfficer, .country), (.agencyLiaison, .agency), (.enquiryOfficer, .country), (.auditor, .none),
        (.sysAdmin, .none),
    ]

    /// Reads `ROLE[:SCOPE]`, checking role and scope against the code lists. Case of the scope does not matter.
    ///
    /// - Throws: a ``Problem`` that says what is allowed.
    public init(parsing text: String) throws(Problem) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let rule = Self.grantable.first(where: { $0.role.rawValue == parts[0] }) else {
            throw Problem(
                .unknownCode, "There is no role “\(parts[0])”.", path: "role",
                allowed: Self.grantable.map(\.role.rawValue))
        }
        let scope = parts.count > 1 ? parts[1] : nil
        switch rule.scope {
        case .none:
            guard scope == nil else {
                throw Problem(.invalidField, "The role “\(rule.role)” has no country or body.", path: "role")
            }
            self.init(rule.role)
        case .agency:
            // Three letters or more, so that no agency is taken for a country.
            guard let scope = scope?.uppercased(), (3...12).contains(scope.utf8.count),
                scope.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
            else {
                throw Problem(
                    .unknownCode, "The role “\(rule.role)” is held for an agency, as in “\(rule.role):KEBS”.",
                    path: "role")
            }
            self.init(rule.role, scope: scope)
        case .community:
            guard let scope, let community = RegionalCommunity.named(scope) else {
                throw Problem(
                    .unknownCode, "The role “\(rule.role)” is held for a regional community, as in “\(rule.role):EAC”.",
                    path: "role", allowed: RegionalCommunity.all.map(\.id))
            }
            self.init(rule.role, scope: community.id)
        case .country, .optionalCountry:
            if scope == nil, rule.scope == .optionalCountry {
                self.init(rule.role)
                return
            }
            let halves = (scope ?? "").split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let country = (halves.first ?? "").uppercased()
            if rule.role == .focalPoint, halves.count == 2, CodeList.countries.contains(country) {
                self.init(rule.role, scope: country, chapters: try HSChapters(parsing: halves[1]))
                return
            }
            let isChair = halves.count == 2 && halves[1] == "chair" && rule.role == .nmcMember
            guard CodeList.countries.contains(country), halves.count == 1 || isChair else {
                throw Problem(
                    .unknownCode,
                    "The role “\(rule.role)” is held for a country, as in “\(rule.role):KE”"
                        + (rule.role == .nmcMember ? " or “nmcMember:KE/chair”." : "."), path: "role")
            }
            self.init(rule.role, scope: country, isChair: isChair)
        }
    }
}

extension Appointment: CustomStringConvertible {
    public var description: String {
        role.rawValue + (scope.map { ":\($0)" } ?? "") + (isChair ? "/chair" : "") + (chapters.map { "/\($0)" } ?? "")
            + (acting.map { "@\($0)" } ?? "")
    }
}
