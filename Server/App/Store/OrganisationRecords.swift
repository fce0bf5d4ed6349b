public import CaseProtocol
public import Workflow

/// A firm, association or other body for which several people act.
public struct Organisation: Hashable, Sendable {
    public var id: OrganisationID
    /// Unique within a country, by ``folded``.
    public var name: String
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var madeAt: Timestamp
    /// Since when nobody acts for it; `nil` for one that is not suspended.
    public var suspendedAt: Timestamp?

    public init(
        id: OrganisationID, name: String, country: String, madeAt: Timestamp, suspendedAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.country = country
        self.madeAt = madeAt
        self.suspendedAt = suspendedAt
    }

    /// The name as two are compared: letters and digits in lower case, everything else one space.
    public static func folded(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}

/// That an account acts for an organisation.
public struct AffiliationRecord: Hashable, Sendable {
    public var user: UserID
    public var organisation: OrganisationID
    public var standing: OrganisationStanding
    /// Of a representative; `nil` for anybody else.
    public var mandate: Mandate?

    public init(
        user: UserID, organisation: OrganisationID, standing: OrganisationStanding, mandate: Mandate? = nil
    ) {
        self.user = user
        self.organisation = organisation
        self.standing = standing
        self.mandate = mandate
    }
}

/// What a code to join an organisation is for.
public struct JoiningOffer: Hashable, Sendable {
    public var organisation: OrganisationID
    /// The owner who gave it out: it is good while they are one.
    public var by: UserID
    /// Of a representative; `nil` for a member.
    public var mandate: Mandate?

    public init(organisation: OrganisationID, by: UserID, mandate: Mandate?) {
        self.organisation = organisation
        self.by = by
        self.mandate = mandate
    }
}

/// A letter of authority. It stays when the mandate is over: what was done under it rests on it.
public struct LetterRecord: Hashable, Sendable {
    /// Where one lies.
    public struct Place: Hashable, Sendable {
        public let organisation: OrganisationID
        public let id: BlobID

        public init(organisation: OrganisationID, id: BlobID) {
            self.organisation = organisation
            self.id = id
        }
    }

    public var id: BlobID
    public var organisation: OrganisationID
    /// A media type, such as `application/pdf`.
    public var type: String
    public var bytes: [UInt8]

    public init(id: BlobID, organisation: OrganisationID, type: String, bytes: [UInt8]) {
        self.id = id
        self.organisation = organisation
        self.type = type
        self.bytes = bytes
    }
}
