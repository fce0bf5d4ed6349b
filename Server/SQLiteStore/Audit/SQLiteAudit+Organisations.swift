import CaseCrypto
import CaseProtocol
import GRDB
import Server
import Workflow

extension SQLiteAudit {
    /// Whoever acts for an organisation does so as the ledger's rows say: which standing, under which mandate. And letters are
    /// what their names say.
    mutating func checkOrganisations() throws {
        var told: [String: String] = [:]
        let rows = try db.all(
            """
            SELECT version.bytes FROM row JOIN version ON version.key = row.version_key
            WHERE row.kind = ? AND version.bytes IS NOT NULL
            """, RowKind.affiliation.rawValue
        ) { try $0.storedRow(0) }
        let reading = SQLiteSnapshot(db: db)
        for row in rows where row["state"]?.string != "ended" {
            try checkLetter(of: row, in: reading)
            let (person, organisation) = (row["person"]?.string ?? "?", row["organisation"]?.string ?? "?")
            told["\(person) for \(organisation)"] = Self.text(row["standing"]?.string, row["mandate"])
        }
        let records = try db.all("SELECT user_id, organisation_id, standing, mandate FROM affiliation") {
            let (user, organisation): (UserID, OrganisationID) = (try $0.id(0), try $0.id(1))
            let mandate = try $0.optionalText(3).map { try JSONValue(parsing: Array($0.utf8)) }
            return (who: "\(user) for \(organisation)", text: Self.text(try $0.text(2), mandate))
        }
        for record in records where told.removeValue(forKey: record.who) != record.text {
            report.note("affiliation of \(record.who)", "it is not what the ledger says")
        }
        for who in told.keys.sorted() { report.note("affiliation of \(who)", "it is missing") }
        try checkLetters()
    }

    /// The letter under which a mandate in force was given is here.
    private mutating func checkLetter(of row: Row, in reading: SQLiteSnapshot) throws {
        guard let mandate = row["mandate"].flatMap({ Mandate($0) }),
            let organisation = row["organisation"]?.string.flatMap({ OrganisationID($0) }),
            try reading.letter(mandate.letter, of: organisation) == nil
        else { return }
        report.note("letter \(mandate.letter.hex)", "it is missing, and somebody acts under it")
    }

    private static func text(_ standing: String?, _ mandate: JSONValue?) -> String {
        "\(standing ?? "?") \(mandate?.canonicalText ?? "-")"
    }

    private mutating func checkLetters() throws {
        let letters = try db.all("SELECT organisation_id, hash FROM letter") {
            (organisation: try $0.id(0) as OrganisationID, id: try $0.blobID(1))
        }
        let reading = SQLiteSnapshot(db: db)
        for letter in letters {
            // One at a time: each may have a mebibyte.
            let bytes = try reading.letter(letter.id, of: letter.organisation)?.bytes ?? []
            if BlobID(digest: SHA256.hash(bytes).bytes) != letter.id {
                report.note("letter \(letter.id.hex)", "its bytes are not those of its hash")
            }
        }
    }
}
