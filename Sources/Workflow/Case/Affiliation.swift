public import CaseProtocol

/// That somebody acts for an organisation: as one of its people, or from outside under a mandate.
public struct Affiliation: Hashable, Sendable {
    public let organisation: OrganisationID
    /// What the organisation is called.
    public let name: String
    public let standing: OrganisationStanding
    /// What allows a representative to act, and when; `nil` for owners and members.
    public let mandate: Mandate?

    public init(
        _ organisation: OrganisationID, name: String, standing: OrganisationStanding, mandate: Mandate? = nil
    ) {
        self.organisation = organisation
        self.name = name
        self.standing = standing
        self.mandate = mandate
    }

    /// Whether they act for it on that day. A representative without a mandate never does.
    public func isInForce(on day: CivilDate) -> Bool { mandate?.isInForce(on: day) ?? (standing != .representative) }
}

/// What a letter of authority says.
public struct Mandate: Hashable, Sendable {
    /// The first and the last day.
    public let from: CivilDate
    public let until: CivilDate
    /// What the letter is called.
    public let reference: String
    /// The letter, by its hash.
    public let letter: BlobID

    public init(from: CivilDate, until: CivilDate, reference: String, letter: BlobID) {
        self.from = from
        self.until = until
        self.reference = reference
        self.letter = letter
    }

    public func isInForce(on day: CivilDate) -> Bool { from <= day && day <= until }

    /// As rows hold it.
    public var json: JSONValue {
        [
            "from": .string(from.description), "until": .string(until.description), "reference": .string(reference),
            "letter": .string(letter.description),
        ]
    }

    /// Reads ``json``; `nil` for anything else.
    public init?(_ json: JSONValue) {
        func text(_ member: String) -> String? { json.object?[member]?.string }
        guard let from = text("from").flatMap({ CivilDate($0) }), let until = text("until").flatMap({ CivilDate($0) }),
            let reference = text("reference"), let letter = text("letter").flatMap({ BlobID($0) })
        else { return nil }
        self.init(from: from, until: until, reference: reference, letter: letter)
    }
}

extension Affiliation {
    /// Reads the row that tells of it; `nil` for any other, and for one that is over.
    public init?(_ row: Row) {
        guard row.kind == .affiliation, row["state"]?.string != "ended",
            let organisation = row["organisation"]?.string.flatMap({ OrganisationID($0) }),
            let name = row["name"]?.string,
            let standing = row["standing"]?.string.flatMap(OrganisationStanding.init)
        else { return nil }
        self.init(organisation, name: name, standing: standing, mandate: row["mandate"].flatMap { Mandate($0) })
    }
}

extension Party {
    /// How they act for an organisation; `nil` where they do not.
    func affiliation(to organisation: OrganisationID?) -> Affiliation? {
        affiliations.first { $0.organisation == organisation }
    }
}

extension CaseState {
    /// For which organisation it was filed; `nil` for a filing of somebody's own, and where the sealed row may not be seen:
    /// then the person who looks is none of the organisation's.
    public var filerOrganisation: OrganisationID? {
        sealedParty?["organisationID"]?.string.flatMap { OrganisationID($0) }
    }

    /// Whether they are who filed: the person, of a case that was filed for an organisation whoever acts for that one, and the
    /// trader for whom it was filed, by a receipt code.
    func isFiler(_ party: Party) -> Bool {
        holdsCode(party) || filerOrganisation.map { party.affiliation(to: $0) != nil } ?? (filerAccount == party.id)
    }

    /// Who filed, as audiences: a person, or an organisation, and the trader for whom they did; none where that is not known
    /// here.
    var filerAudiences: Set<AudienceID> {
        let filer: Set<AudienceID> =
            filerOrganisation.map { [.organisation($0)] } ?? filerAccount.map { [.user($0)] } ?? []
        return filer.union(codeAccount.map { [.user($0)] } ?? [])
    }
}
