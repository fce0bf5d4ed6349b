internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// What organisations, mandates and letters may be.
enum OrganisationRules {
    /// How many people act for one organisation, and for how many one person acts.
    static let peopleMax = 200
    static let organisationsMax = 20
    /// For how many days at most a mandate holds: three years.
    static let mandateDaysMax = 1_096
    static let referenceBytesMax = 200
    static let letterBytesMax = MandateOffer.letterBytesMax
    static let letterTypes: Set<MediaType> = [.pdf, .jpeg, .png]

    static func checkName(_ name: String) throws(Problem) {
        let isTrimmed = !(name.first?.isWhitespace ?? true) && !(name.last?.isWhitespace ?? true)
        let isPrintable = name.unicodeScalars.allSatisfy {
            ![.control, .format].contains($0.properties.generalCategory)
        }
        guard isTrimmed, isPrintable, !Organisation.folded(name).isEmpty else {
            throw Problem(
                .invalidField,
                "The name of an organisation has letters or digits, does not begin or end with a space, and stays on one line.",
                path: "name")
        }
        guard name.utf8.count <= AccountRules.organisationBytesMax else {
            throw Problem(
                .tooLong, "The name of an organisation has at most \(AccountRules.organisationBytesMax) bytes.",
                path: "name")
        }
    }

    /// The mandate and its letter.
    ///
    /// - Throws: a ``Problem`` naming the member.
    static func mandate(
        _ offer: MandateOffer, for organisation: OrganisationID, on today: CivilDate
    ) throws -> (Mandate, LetterRecord) {
        guard offer.from <= offer.until, today <= offer.until else {
            throw Problem(
                .invalidField, "The last day, \(offer.until), is before the first one, or is over.",
                path: "mandate.until", from: max(offer.from, today))
        }
        guard offer.until <= max(offer.from, today).adding(days: mandateDaysMax) else {
            throw Problem(
                .invalidField, "A mandate holds for at most \(mandateDaysMax) days.", path: "mandate.until")
        }
        let reference = offer.reference
        let isPrintable = reference.unicodeScalars.allSatisfy {
            ![.control, .format].contains($0.properties.generalCategory)
        }
        guard !reference.allSatisfy(\.isWhitespace), isPrintable, reference.utf8.count <= referenceBytesMax else {
            throw Problem(
                .invalidField,
                "What a letter is called stays on one line and has at most \(referenceBytesMax) bytes.",
                path: "mandate.reference")
        }
        let letter = try letter(offer.letter, of: organisation)
        return (Mandate(from: offer.from, until: offer.until, reference: reference, letter: letter.id), letter)
    }

    private static func letter(_ text: String, of organisation: OrganisationID) throws -> LetterRecord {
        let path = "mandate.letter"
        guard let bytes = Base64URL.decode(text), !bytes.isEmpty else {
            throw Problem(.invalidField, "The letter is sent in base64url without padding.", path: path)
        }
        guard bytes.count <= letterBytesMax else {
            throw Problem(.tooLong, "A letter has at most \(letterBytesMax) bytes.", path: path)
        }
        // By its bytes and no claim, as evidence is.
        guard case .media(let types) = try Content(of: bytes), let type = types.intersection(letterTypes).first,
            let id = BlobID(digest: SHA256.hash(bytes).bytes)
        else {
            throw Problem(
                .invalidField, "A letter is a PDF document, a JPEG or a PNG picture.", path: path,
                allowed: letterTypes.map(\.rawValue).sorted())
        }
        return LetterRecord(id: id, organisation: organisation, type: type.rawValue, bytes: bytes)
    }

    /// Who may act for an organisation at all: whoever may file.
    ///
    /// - Throws: ``ProblemCode/notPermitted``.
    static func checkFiler(_ account: Account) throws(Problem) {
        guard !account.isNameless else { throw Problem.codeIsAll }
        guard account.appointments.contains(where: { RoleWords.filers.contains($0.role) }) else {
            throw Problem(
                .notPermitted, "Only accounts that file act for an organisation.",
                allowed: RoleWords.filers.map(\.rawValue))
        }
    }
}

extension Problem {
    /// The same for an organisation that there is not and for one that the asker does not act for.
    static let noOrganisation = Problem(.notFound, "You act for no such organisation.", path: "organisation")
}

extension CaseSnapshot {
    /// Who asks, in this very transaction.
    func present(_ person: SignedIn) throws -> Account {
        try check(person)
        guard let account = try account(person.party.id), account.suspendedAt == nil else { throw Problem.notSignedIn }
        return account
    }

    /// An organisation that is not suspended, and how somebody stands to it.
    ///
    /// - Throws: ``Problem/noOrganisation``.
    func own(_ id: OrganisationID, of account: Account) throws -> (Organisation, AffiliationRecord) {
        let record = try affiliations(of: account.id).first { $0.organisation == id }
        guard let record, let organisation = try organisation(id), organisation.suspendedAt == nil else {
            throw Problem.noOrganisation
        }
        return (organisation, record)
    }

    /// The same for one of its owners.
    ///
    /// - Throws: ``ProblemCode/notPermitted`` for its other people.
    func owned(_ id: OrganisationID, by account: Account) throws -> Organisation {
        let (organisation, record) = try own(id, of: account)
        guard record.standing == .owner else {
            throw Problem(
                .notPermitted, "Who acts for \(organisation.name) is for its owners to say.",
                allowed: [OrganisationStanding.owner.rawValue])
        }
        return organisation
    }
}
