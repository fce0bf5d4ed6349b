import CaseProtocol
import GRDB
import Server

extension SQLiteReading {
    func digest(of compartment: Compartment) throws -> DigestSum {
        try db.first(
            """
            SELECT count, sum FROM compartment JOIN compartment_digest ON compartment_key = key WHERE text = ?
            """, compartment.description
        ) { try $0.digest(at: 0) } ?? .zero
    }

    func digests(of user: UserID) throws -> [AudienceID: DigestSum] {
        let digests = try db.all(
            """
            SELECT audience, count, sum FROM membership JOIN audience_digest USING (audience)
            WHERE user_id = ? AND to_commit IS NULL AND count > 0
            """, blob(user)
        ) { (AudienceID(try $0.text(0)), try $0.digest(at: 1)) }
        return Dictionary(digests, uniquingKeysWith: { first, _ in first })
    }

    func digests(in audience: AudienceID) throws -> [Compartment: DigestSum] {
        let digests = try db.all(
            """
            SELECT compartment.text, coalesce(count, 0), coalesce(sum, zeroblob(16))
            FROM placement INDEXED BY placement_audience
            JOIN compartment ON compartment.key = placement.compartment_key
            LEFT JOIN compartment_digest ON compartment_digest.compartment_key = placement.compartment_key
            WHERE placement.audience = ? AND placement.to_commit IS NULL
            """, audience.rawValue
        ) { (try $0.compartment(0), try $0.digest(at: 1)) }
        return Dictionary(digests, uniquingKeysWith: { first, _ in first })
    }

    func key(of compartment: Compartment) throws -> Int? {
        try db.first("SELECT key FROM compartment WHERE text = ?", compartment.description) { try $0.int(0) }
    }
}

extension SQLiteTransaction {
    /// Keeps what a commit does to the digests.
    func put(_ change: DigestChange) throws {
        for (compartment, digest) in change.compartments {
            try db.put(digest, ofCompartment: try madeKey(of: compartment))
        }
        for (audience, added) in change.audiences {
            let known = try db.first("SELECT count, sum FROM audience_digest WHERE audience = ?", audience.rawValue) {
                try $0.digest(at: 0)
            }
            try db.put((known ?? .zero) + added, of: audience)
        }
    }
}
