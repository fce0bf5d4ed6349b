/// How somebody stands to an organisation.
public enum OrganisationStanding: String, Hashable, Sendable, Codable, CaseIterable {
    /// Acts for it, and says who else does.
    case owner
    /// Acts for it.
    case member
    /// Acts for it from outside, under a letter of authority, for some days.
    case representative
}

/// What a letter of authority says, as its holder types it, with the letter itself.
public struct MandateOffer: Hashable, Sendable, Codable {
    /// The most bytes of a letter.
    public static let letterBytesMax = 1_048_576

    /// The first and the last day.
    public var from: CivilDate
    public var until: CivilDate
    /// What the letter is called: a number, a date.
    public var reference: String
    /// A scan of it, in base64url without padding: PDF, JPEG or PNG.
    public var letter: String

    public init(from: CivilDate, until: CivilDate, reference: String, letter: String) {
        self.from = from
        self.until = until
        self.reference = reference
        self.letter = letter
    }
}

/// What is on record of a mandate.
public struct MandateSummary: Hashable, Sendable, Codable {
    public var from: CivilDate
    public var until: CivilDate
    public var reference: String
    /// The SHA-256 of the letter.
    public var letter: BlobID

    public init(from: CivilDate, until: CivilDate, reference: String, letter: BlobID) {
        self.from = from
        self.until = until
        self.reference = reference
        self.letter = letter
    }
}

/// Makes an organisation, of which whoever asks is the first owner.
public struct MakeOrganisationRequest: Hashable, Sendable, Codable {
    public var name: String
    /// ISO 3166-1 alpha-2; `nil` for that of the account.
    public var country: String?

    public init(name: String, country: String?) {
        self.name = name
        self.country = country
    }
}

/// Gives out a code with which one person joins: as a member, or under a mandate as a representative. For owners.
public struct OrganisationInvitationRequest: Hashable, Sendable, Codable {
    public var organisation: OrganisationID
    public var mandate: MandateOffer?
    /// For how many days the code is good; `nil` for 14.
    public var days: Int?

    public init(organisation: OrganisationID, mandate: MandateOffer? = nil, days: Int? = nil) {
        self.organisation = organisation
        self.mandate = mandate
        self.days = days
    }
}

/// Joins an organisation with a code.
public struct JoinOrganisationRequest: Hashable, Sendable, Codable {
    public var code: String

    public init(code: String) { self.code = code }
}

/// Changes how somebody stands to an organisation. For owners; anybody may leave.
public struct ChangeOrganisationRequest: Hashable, Sendable, Codable {
    public var organisation: OrganisationID
    /// The login name of one of its people.
    public var name: String
    /// `owner` or `member`; `nil` takes them out.
    public var standing: OrganisationStanding?

    public init(organisation: OrganisationID, name: String, standing: OrganisationStanding?) {
        self.organisation = organisation
        self.name = name
        self.standing = standing
    }
}

/// One of an organisation's people.
public struct OrganisationPerson: Hashable, Sendable, Codable {
    public var name: String
    public var standing: OrganisationStanding
    /// Of a representative.
    public var mandate: MandateSummary?

    public init(name: String, standing: OrganisationStanding, mandate: MandateSummary? = nil) {
        self.name = name
        self.standing = standing
        self.mandate = mandate
    }
}

/// An organisation as one of its people sees it, or the administrator.
public struct OrganisationSummary: Hashable, Sendable, Codable {
    public var id: OrganisationID
    public var name: String
    public var country: String
    /// How whoever asks stands to it; `nil` for the administrator.
    public var standing: OrganisationStanding?
    /// Whether the administrator suspended it: nobody acts for it then.
    public var isSuspended: Bool
    /// Its people by name; for a representative themself alone.
    public var people: [OrganisationPerson]

    public init(
        id: OrganisationID, name: String, country: String, standing: OrganisationStanding?, isSuspended: Bool,
        people: [OrganisationPerson]
    ) {
        self.id = id
        self.name = name
        self.country = country
        self.standing = standing
        self.isSuspended = isSuspended
        self.people = people
    }
}

/// Organisations, by name.
public struct OrganisationList: Hashable, Sendable, Codable {
    public var organisations: [OrganisationSummary]

    public init(organisations: [OrganisationSummary]) { self.organisations = organisations }
}

/// Asks for the letter under which somebody acts on a case.
public struct LetterRequest: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var letter: BlobID

    public init(caseID: CaseID, letter: BlobID) {
        self.caseID = caseID
        self.letter = letter
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case letter
    }
}

/// Suspends an organisation or lets it act again; the administrator's.
public struct SuspendOrganisationRequest: Hashable, Sendable, Codable {
    public var organisation: OrganisationID
    public var isSuspended: Bool

    public init(organisation: OrganisationID, isSuspended: Bool) {
        self.organisation = organisation
        self.isSuspended = isSuspended
    }
}
