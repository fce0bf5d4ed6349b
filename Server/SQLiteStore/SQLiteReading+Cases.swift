import CaseProtocol
import Server

extension SQLiteReading {
    func row(_ id: RowID) throws -> Row? {
        try db.first(
            """
            SELECT version.bytes FROM row JOIN version ON version.key = row.version_key
            WHERE row.id = ? AND version.bytes IS NOT NULL
            """, blob(id)
        ) { try $0.storedRow(0) }
    }

    func isKnown(_ id: RowID) throws -> Bool {
        try db.first("SELECT 1 FROM row WHERE id = ?", blob(id)) { _ in true } ?? false
    }

    func rows(of caseID: CaseID) throws -> [Row] {
        try db.all(
            """
            SELECT version.bytes FROM row JOIN version ON version.key = row.version_key
            WHERE row.case_id = ? AND version.bytes IS NOT NULL ORDER BY row.key
            """, blob(caseID)
        ) { try $0.storedRow(0) }
    }

    func rows(of caseID: CaseID, except kinds: Set<RowKind>) throws -> [Row] {
        // Words of our own, never a sender's: nothing to escape.
        let list = kinds.map { "'\($0.rawValue.filter(\.isLetter))'" }.sorted().joined(separator: ", ")
        return try db.all(
            """
            SELECT version.bytes FROM row JOIN version ON version.key = row.version_key
            WHERE row.case_id = ? AND row.kind NOT IN (\(list)) AND version.bytes IS NOT NULL ORDER BY row.key
            """, blob(caseID)
        ) { try $0.storedRow(0) }
    }

    func placements(of caseID: CaseID) throws -> [Compartment: Set<AudienceID>] {
        let open = try db.all(
            """
            SELECT compartment.text, placement.audience
            FROM compartment JOIN placement ON placement.compartment_key = compartment.key
            WHERE compartment.case_id = ? AND placement.to_commit IS NULL
            """, blob(caseID)
        ) { (try $0.compartment(0), AudienceID(try $0.text(1))) }
        return Dictionary(grouping: open, by: \.0).mapValues { Set($0.map(\.1)) }
    }

    func cases(withReference folded: String) throws -> [CaseID] {
        try db.all(
            """
            SELECT row.id FROM reference JOIN row ON row.key = reference.row_key
            WHERE reference.folded = ? ORDER BY row.id
            """, ReferenceText.folded(folded)
        ) { try $0.id(0) }
    }

    func cases(underProcedure procedure: ProcedureID, after caseID: CaseID?, limit: Int) throws -> [CaseID] {
        try db.all(
            """
            SELECT row.id FROM row INDEXED BY row_header JOIN version ON version.key = row.version_key
            WHERE row.kind = 'case' AND row.id > ? AND version.bytes IS NOT NULL
                AND json_extract(CAST(version.bytes AS TEXT), '$.f.procedure') = ?
            ORDER BY row.id LIMIT ?
            """, caseID.map { blob($0) } ?? blob([]), procedure.rawValue, max(0, limit)
        ) { try $0.id(0) }
    }

    func casesDue(before day: CivilDate, limit: Int) throws -> [CaseID] {
        try db.all(
            """
            SELECT case_id FROM deadline_due WHERE due_on < ?
            GROUP BY case_id ORDER BY min(due_on), case_id LIMIT ?
            """, day.dayNumber, max(0, limit)
        ) { try $0.id(0) }
    }

    func figures(on day: CivilDate) throws -> StoreFigures {
        func count(_ sql: String) throws -> Int { try db.first(sql) { try $0.int(0) } ?? 0 }
        return StoreFigures(
            deadlines: try count("SELECT count(*) FROM deadline_due"),
            deadlinesLate: try db.first("SELECT count(*) FROM deadline_due WHERE due_on < ?", day.dayNumber) {
                try $0.int(0)
            } ?? 0, files: try count("SELECT count(*) FROM blob"),
            fileBytes: try count("SELECT ifnull(sum(bytes), 0) FROM blob"),
            sessions: try count("SELECT count(*) FROM device WHERE is_revoked = 0"),
            accounts: try count("SELECT count(*) FROM account"))
    }

    func cards(after number: String?, limit: Int) throws -> [PublicCard] {
        try db.all(
            """
            SELECT version.bytes FROM card JOIN row ON row.key = card.row_key JOIN version ON version.key = row.version_key
            WHERE card.number > ? ORDER BY card.number, card.row_key LIMIT ?
            """, number ?? "", max(0, limit)
        ) { try $0.publishedCard(0) }
    }

    func card(_ number: String) throws -> PublicCard? {
        try db.first(
            """
            SELECT version.bytes FROM card JOIN row ON row.key = card.row_key JOIN version ON version.key = row.version_key
            WHERE card.number = ? ORDER BY card.row_key LIMIT 1
            """, number
        ) { try $0.publishedCard(0) }
    }
}

extension Columns {
    /// The card in a row's bytes.
    fileprivate func publishedCard(_ index: Int) throws -> PublicCard {
        guard let card = RowProjection(try storedRow(index)).card else {
            throw StoreError.damaged("a card points at a row that is not published")
        }
        return card
    }
}
