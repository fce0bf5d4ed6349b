import CaseProtocol
import GRDB
import Server
import Workflow

extension SQLiteReading {
    func organisation(_ id: OrganisationID) throws -> Organisation? {
        try db.first("SELECT \(Organisation.columns) FROM organisation WHERE id = ?", blob(id)) {
            try Organisation($0)
        }
    }

    func organisation(named name: String, in country: String) throws -> Organisation? {
        try db.first(
            "SELECT \(Organisation.columns) FROM organisation WHERE country = ? AND folded_name = ?", country,
            Organisation.folded(name)
        ) { try Organisation($0) }
    }

    func organisations() throws -> [Organisation] {
        try db.all("SELECT \(Organisation.columns) FROM organisation ORDER BY folded_name, id") {
            try Organisation($0)
        }
    }

    func affiliations(of organisation: OrganisationID) throws -> [AffiliationRecord] {
        try db.all(
            "SELECT \(AffiliationRecord.columns) FROM affiliation WHERE organisation_id = ? ORDER BY user_id",
            blob(organisation)
        ) { try AffiliationRecord($0) }
    }

    func affiliations(of user: UserID) throws -> [AffiliationRecord] {
        try db.all(
            "SELECT \(AffiliationRecord.columns) FROM affiliation WHERE user_id = ? ORDER BY organisation_id",
            blob(user)
        ) { try AffiliationRecord($0) }
    }

    /// For which organisations an account acts, without suspended ones.
    func affiliations(inForceOf user: UserID) throws -> [Affiliation] {
        try db.all(
            """
            SELECT organisation.id, organisation.name, standing, mandate FROM affiliation
            JOIN organisation ON organisation.id = organisation_id
            WHERE user_id = ? AND suspended_at IS NULL ORDER BY organisation.id
            """, blob(user)
        ) {
            Affiliation(
                try $0.id(0), name: try $0.text(1), standing: try $0.standing(2), mandate: try $0.mandate(3))
        }
    }

    func letter(_ id: BlobID, of organisation: OrganisationID) throws -> LetterRecord? {
        try db.first(
            "SELECT type, bytes FROM letter WHERE organisation_id = ? AND hash = ?", blob(organisation), id.data
        ) { LetterRecord(id: id, organisation: organisation, type: try $0.text(0), bytes: try $0.bytes(1)) }
    }

    func joiningCode(hash: [UInt8]) throws -> OneTimeCodeRecord? {
        try db.first(
            "SELECT organisation_id, given_by, mandate, ends_at FROM joining_code WHERE hash = ?", blob(hash)
        ) {
            OneTimeCodeRecord(
                hash: hash,
                purpose: .joining(
                    JoiningOffer(organisation: try $0.id(0), by: try $0.id(1), mandate: try $0.mandate(2))),
                endsAt: try $0.moment(3))
        }
    }
}

extension SQLiteTransaction {
    func put(_ organisation: Organisation) throws {
        let same = try self.organisation(named: organisation.name, in: organisation.country)
        guard same == nil || same?.id == organisation.id else { throw Problem.organisationExists }
        try db.run(
            """
            INSERT INTO organisation (id, name, folded_name, country, made_at, suspended_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded_name = excluded.folded_name,
                country = excluded.country, made_at = excluded.made_at, suspended_at = excluded.suspended_at
            """, blob(organisation.id), organisation.name, Organisation.folded(organisation.name),
            organisation.country, organisation.madeAt.milliseconds, organisation.suspendedAt?.milliseconds)
        note.touched.accounts.formUnion(try affiliations(of: organisation.id).map(\.user))
    }

    func put(_ record: AffiliationRecord) throws {
        try requireAccount(record.user)
        try requireOrganisation(record.organisation)
        try db.run(
            """
            INSERT INTO affiliation (user_id, organisation_id, standing, mandate) VALUES (?, ?, ?, ?)
            ON CONFLICT (user_id, organisation_id)
                DO UPDATE SET standing = excluded.standing, mandate = excluded.mandate
            """, blob(record.user), blob(record.organisation), record.standing.rawValue,
            record.mandate?.json.canonicalText)
        note.touched.accounts.insert(record.user)
    }

    func removeAffiliation(of user: UserID, to organisation: OrganisationID) throws {
        try db.run(
            "DELETE FROM affiliation WHERE user_id = ? AND organisation_id = ?", blob(user), blob(organisation))
        note.touched.accounts.insert(user)
    }

    func put(_ letter: LetterRecord) throws {
        try requireOrganisation(letter.organisation)
        try db.run(
            "INSERT INTO letter (organisation_id, hash, type, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            blob(letter.organisation), letter.id.data, letter.type, blob(letter.bytes))
    }

    func put(_ offer: JoiningOffer, under code: OneTimeCodeRecord) throws {
        try requireOrganisation(offer.organisation)
        try db.run(
            "INSERT INTO joining_code (hash, organisation_id, given_by, mandate, ends_at) VALUES (?, ?, ?, ?, ?)",
            blob(code.hash), blob(offer.organisation), blob(offer.by), offer.mandate?.json.canonicalText,
            code.endsAt.milliseconds)
    }

    private func requireOrganisation(_ id: OrganisationID) throws {
        guard try organisation(id) != nil else { throw StoreError.unknownOrganisation(id) }
    }
}

extension Organisation {
    fileprivate static let columns = "id, name, country, made_at, suspended_at"

    /// Reads ``columns``.
    fileprivate init(_ columns: Columns) throws {
        self.init(
            id: try columns.id(0), name: try columns.text(1), country: try columns.text(2),
            madeAt: try columns.moment(3), suspendedAt: try columns.optionalMoment(4))
    }
}

extension AffiliationRecord {
    fileprivate static let columns = "user_id, organisation_id, standing, mandate"

    /// Reads ``columns``.
    fileprivate init(_ columns: Columns) throws {
        self.init(
            user: try columns.id(0), organisation: try columns.id(1), standing: try columns.standing(2),
            mandate: try columns.mandate(3))
    }
}

extension Columns {
    fileprivate func standing(_ index: Int) throws -> OrganisationStanding {
        guard let standing = OrganisationStanding(rawValue: try text(index)) else {
            throw StoreError.damaged("how somebody stands to an organisation is no such thing")
        }
        return standing
    }

    fileprivate func mandate(_ index: Int) throws -> Mandate? {
        guard let text = try optionalText(index) else { return nil }
        guard let mandate = Mandate(try JSONValue(parsing: Array(text.utf8))) else {
            throw StoreError.damaged("a mandate is not one")
        }
        return mandate
    }
}
