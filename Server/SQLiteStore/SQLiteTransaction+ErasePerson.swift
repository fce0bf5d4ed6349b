import CaseProtocol
import Server

extension SQLiteReading {
    func sharedRows(naming user: UserID) throws -> [Row] {
        // Words of our own, never a sender's: nothing to escape.
        let kinds = PeopleRows.kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try db.all(
            """
            SELECT version.bytes FROM row JOIN version ON version.key = row.version_key
            WHERE row.case_id IS NULL AND row.kind IN (\(kinds)) AND version.bytes IS NOT NULL AND EXISTS (
                SELECT 1 FROM version AS any_version
                WHERE any_version.row_key = row.key AND instr(CAST(any_version.bytes AS TEXT), ?) > 0)
            ORDER BY row.key
            """, user.description
        ) { try $0.storedRow(0) }
    }

    func versions(of id: RowID) throws -> [Row] {
        try db.all(
            """
            SELECT version.bytes FROM version JOIN row ON row.key = version.row_key
            WHERE row.id = ? AND version.bytes IS NOT NULL ORDER BY version.rev
            """, blob(id)
        ) { try $0.storedRow(0) }
    }

    func replicas(of user: UserID) throws -> [ReplicaID] {
        try db.all("SELECT id FROM replica WHERE user_id = ? ORDER BY id", blob(user)) { try $0.id(0) }
    }
}

extension SQLiteTransaction {
    func eraseTraces(of user: UserID, _ letters: [LetterRecord.Place]) throws {
        for table in ["second_factor", "terms_accepted", "affiliation", "one_time_code", "blob_use", "bundle_ask"] {
            try db.run("DELETE FROM \(table) WHERE user_id = ?", blob(user))
        }
        try db.run("DELETE FROM joining_code WHERE given_by = ?", blob(user))
        for place in letters {
            try db.run(
                "DELETE FROM letter WHERE organisation_id = ? AND hash = ?", blob(place.organisation), place.id.data)
        }
        try db.run(
            """
            DELETE FROM device WHERE user_id = ? AND (signing_key IS NULL OR NOT EXISTS (
                SELECT 1 FROM command WHERE command.replica = device.replica))
            """, blob(user))
        try db.run("UPDATE device SET is_revoked = 1, name = NULL, seen_on = NULL WHERE user_id = ?", blob(user))
        note.touched.accounts.insert(user)
    }

    func eraseVersions(of rows: [Row]) throws {
        for row in rows {
            try db.run(
                """
                UPDATE version SET bytes = NULL, salt = NULL
                WHERE row_key = (SELECT key FROM row WHERE id = ?) AND rev < ?
                """, blob(row.id), row.rev)
        }
    }
}
