import CaseProtocol
import GRDB
import Server

/// The indexed probes of a pull. Their cost follows what changed, not what there is.
enum SyncProbe {
    static let touchedPlacements = """
        SELECT placement.compartment_key, compartment.text, placement.from_commit, placement.to_commit
        FROM placement INDEXED BY placement_touched
        JOIN compartment ON compartment.key = placement.compartment_key
        WHERE placement.audience = ?1 AND placement.touched > ?2
        ORDER BY placement.compartment_key, placement.from_commit
        """

    /// Everything that an audience sees or saw, past a compartment; ties with the last one are read separately.
    static let placementBatch = """
        SELECT placement.compartment_key, compartment.text, placement.from_commit, placement.to_commit
        FROM placement INDEXED BY placement_audience
        JOIN compartment ON compartment.key = placement.compartment_key
        WHERE placement.audience = ?1 AND placement.compartment_key > ?2
        ORDER BY placement.compartment_key LIMIT ?3
        """

    /// Everything in a compartment, by the primary key.
    static let contents = """
        SELECT row.key, row.id, version.bytes
        FROM row_change JOIN row ON row.key = row_change.row_key JOIN version ON version.key = row.version_key
        WHERE row_change.compartment_key = ?1 AND row_change.row_key > ?2 AND row_change.is_gone = 0
        ORDER BY row_change.row_key LIMIT ?3
        """

    /// What changed in a compartment, by the index on its commits.
    static let changes = """
        SELECT row.key, row.id, CASE row_change.is_gone WHEN 0 THEN version.bytes END
        FROM row_change INDEXED BY row_change_commit
        JOIN row ON row.key = row_change.row_key JOIN version ON version.key = row.version_key
        WHERE row_change.compartment_key = ?1 AND row_change.commit_number > ?4 AND row_change.row_key > ?2
        ORDER BY row_change.row_key LIMIT ?3
        """
}

extension SQLiteReading {
    func memberships(of user: UserID) throws -> [Membership] {
        try db.all(
            "SELECT audience, from_commit, to_commit FROM membership WHERE user_id = ? ORDER BY audience, from_commit",
            blob(user)
        ) { Membership(audience: AudienceID(try $0.text(0)), from: try $0.int(1), to: try $0.optionalInt(2)) }
    }

    func placements(in audience: AudienceID, touchedAfter commit: Int) throws -> [Placement] {
        try db.all(SyncProbe.touchedPlacements, audience.rawValue, commit) {
            Placement(
                compartmentKey: try $0.int(0), compartment: try $0.compartment(1), audience: audience,
                from: try $0.int(2), to: try $0.optionalInt(3))
        }
    }

    func placements(
        in audience: AudienceID, touchedAfter commit: Int, fromCompartmentKey compartmentKey: Int, limit: Int
    ) throws -> [Placement] {
        if commit > 0 {
            return try placements(in: audience, touchedAfter: commit).filter { $0.compartmentKey > compartmentKey }
        }
        let batch = try db.all(SyncProbe.placementBatch, audience.rawValue, compartmentKey, limit) {
            Placement(
                compartmentKey: try $0.int(0), compartment: try $0.compartment(1), audience: audience,
                from: try $0.int(2), to: try $0.optionalInt(3))
        }
        guard batch.count == limit, let last = batch.last?.compartmentKey else { return batch }
        // The limit may have cut the last compartment in two.
        return try batch.filter { $0.compartmentKey < last }
            + placements(of: last).filter { $0.audience == audience }
    }

    func placements(of compartmentKey: Int) throws -> [Placement] {
        try db.all(
            """
            SELECT compartment.text, placement.audience, placement.from_commit, placement.to_commit
            FROM placement JOIN compartment ON compartment.key = placement.compartment_key
            WHERE placement.compartment_key = ? ORDER BY placement.audience, placement.from_commit
            """, compartmentKey
        ) {
            Placement(
                compartmentKey: compartmentKey, compartment: try $0.compartment(0),
                audience: AudienceID(try $0.text(1)),
                from: try $0.int(2), to: try $0.optionalInt(3))
        }
    }

    func changes(in compartmentKey: Int, after commit: Int, fromRowKey rowKey: Int, limit: Int) throws -> [RowChange] {
        func change(_ columns: Columns) throws -> RowChange {
            RowChange(rowKey: try columns.int(0), id: try columns.id(1), bytes: try columns.optionalBytes(2))
        }
        let limit = max(0, limit)
        if commit == 0 { return try db.all(SyncProbe.contents, compartmentKey, rowKey, limit, read: change) }
        return try db.all(SyncProbe.changes, compartmentKey, rowKey, limit, commit, read: change)
    }
}
