import CaseProtocol
import Server

extension SQLiteTransaction {
    func note(_ handing: Handing) throws {
        for (key, count) in handing.rows.sorted(by: { $0.key < $1.key }) {
            try db.run(
                """
                INSERT INTO handed_out
                    (compartment_key, user_id, replica, day, file, first_at, last_at, row_count, head)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8)
                ON CONFLICT (compartment_key, user_id, replica, day, file) DO UPDATE SET
                    last_at = max(last_at, excluded.last_at), row_count = row_count + excluded.row_count,
                    head = max(head, excluded.head)
                """, key, blob(handing.user), blob(handing.replica), handing.day.dayNumber, handing.file?.hex ?? "",
                handing.at.milliseconds, count, handing.head)
        }
    }
}

extension SQLiteReading {
    func handedOut(of caseID: CaseID) throws -> [HandedOut] {
        try db.all(
            """
            SELECT compartment.text, user_id, replica, file, first_at, last_at, row_count, head
            FROM compartment JOIN handed_out ON handed_out.compartment_key = compartment.key
            WHERE compartment.case_id = ?
            ORDER BY last_at DESC, compartment.key, user_id, replica, file, first_at LIMIT ?
            """, blob(caseID), HandedOut.listMax
        ) { columns in
            HandedOut(
                compartment: try columns.compartment(0), user: try columns.id(1), replica: try columns.id(2),
                file: BlobID(hex: try columns.text(3)), firstAt: try columns.moment(4), lastAt: try columns.moment(5),
                rows: try columns.int(6), head: try columns.int(7))
        }
    }

    func isNoted(
        _ file: BlobID, in compartment: Compartment, to user: UserID, on replica: ReplicaID, day: CivilDate
    ) throws -> Bool {
        guard let key = try key(of: compartment) else { return false }
        return try db.first(
            """
            SELECT 1 FROM handed_out
            WHERE compartment_key = ? AND user_id = ? AND replica = ? AND day = ? AND file = ?
            """, key, blob(user), blob(replica), day.dayNumber, file.hex
        ) { _ in true } ?? false
    }
}
