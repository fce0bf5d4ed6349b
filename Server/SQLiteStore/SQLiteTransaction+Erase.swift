import CaseProtocol
import Server

extension SQLiteReading {
    func commands(about caseID: CaseID) throws -> [CommandRecord] {
        // Arguments are text of a sender's: what only looks like it is sorted out after.
        try db.all(
            """
            SELECT \(CommandRecord.columns) FROM command WHERE instr(lower(CAST(args AS TEXT)), ?) > 0
            ORDER BY replica, n
            """, caseID.description
        ) { try CommandRecord($0) }
        .filter { $0.isAbout(caseID) }
    }
}

extension SQLiteTransaction {
    func erase(_ caseID: CaseID, keeping kept: Set<Compartment>, _ commands: [CommandRecord]) throws {
        let keys = try db.all("SELECT key, text FROM compartment WHERE case_id = ?", blob(caseID)) {
            (key: try $0.int(0), compartment: try $0.compartment(1))
        }
        for (key, compartment) in keys where !kept.contains(compartment) {
            // By the row's versions, which an index knows; one may have lain in another compartment before.
            try db.run(
                """
                UPDATE version SET bytes = NULL, salt = NULL
                WHERE row_key IN (SELECT key FROM row WHERE case_id = ?) AND compartment_key = ?
                """, blob(caseID), key)
            for table in ["reference", "deadline_due", "card", "blob_ref"] {
                try db.run(
                    """
                    DELETE FROM \(table) WHERE row_key IN (
                        SELECT key FROM row WHERE case_id = ? AND compartment_key = ?)
                    """, blob(caseID), key)
            }
            try db.run("DELETE FROM compartment_digest WHERE compartment_key = ?", key)
            try db.run("DELETE FROM handed_out WHERE compartment_key = ?", key)
        }
        for record in commands {
            try db.run(
                "UPDATE command SET args = ? WHERE replica = ? AND n = ?", blob(Array(record.erased.args.utf8)),
                blob(record.replica), record.n)
        }
    }
}
