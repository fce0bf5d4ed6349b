import CaseProtocol
import GRDB
import Server

/// The digests as they follow from the rows and placements: for a file that has none yet, and for the audit.
struct StoredDigests {
    private(set) var compartments: [Int: DigestSum] = [:]
    private(set) var audiences: [AudienceID: DigestSum] = [:]

    /// Counts everything anew.
    init(countedIn db: Database) throws {
        let hashing = DigestHashing.system
        let rows = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT row.compartment_key, row.id, row.rev, version.bytes
                FROM row JOIN version ON version.key = row.version_key
                """)
        while let row = try rows.next() {
            let columns = Columns(row)
            // An erased row is sent to nobody.
            guard let bytes = try columns.optionalBytes(3) else { continue }
            compartments[try columns.int(0), default: .zero] += hashing.row(
                try columns.id(1), rev: try columns.int(2), bytes: bytes)
        }
        let open = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT placement.audience, compartment.key, compartment.text
                FROM placement JOIN compartment ON compartment.key = placement.compartment_key
                WHERE placement.to_commit IS NULL
                """)
        while let row = try open.next() {
            let columns = Columns(row)
            audiences[AudienceID(try columns.text(0)), default: .zero] += hashing.compartment(
                try columns.compartment(2), compartments[try columns.int(1)] ?? .zero)
        }
    }

    /// Puts the digests of what is there already into their tables.
    static func fill(_ db: Database) throws {
        let digests = try StoredDigests(countedIn: db)
        for (key, digest) in digests.compartments { try db.put(digest, ofCompartment: key) }
        for (audience, digest) in digests.audiences { try db.put(digest, of: audience) }
    }
}

extension Database {
    func put(_ digest: DigestSum, ofCompartment key: Int) throws {
        try run(
            """
            INSERT INTO compartment_digest (compartment_key, count, sum) VALUES (?, ?, ?)
            ON CONFLICT (compartment_key) DO UPDATE SET count = excluded.count, sum = excluded.sum
            """, key, digest.count, blob(digest.bytes))
    }

    func put(_ digest: DigestSum, of audience: AudienceID) throws {
        try run(
            """
            INSERT INTO audience_digest (audience, count, sum) VALUES (?, ?, ?)
            ON CONFLICT (audience) DO UPDATE SET count = excluded.count, sum = excluded.sum
            """, audience.rawValue, digest.count, blob(digest.bytes))
    }
}

extension Columns {
    /// Reads a count and, after it, a sum.
    func digest(at index: Int) throws -> DigestSum {
        guard let digest = DigestSum(count: try int(index), bytes: try bytes(index + 1)) else {
            throw StoreError.damaged("a digest")
        }
        return digest
    }
}
