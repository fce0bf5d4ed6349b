import CaseCrypto
import CaseProtocol
import GRDB
import Server
import Workflow

extension SQLiteAudit {
    /// Each account is as a commit was signed for it, and there are as many as the ledger let in. What was erased of a person is
    /// on record.
    mutating func checkAccounts() throws {
        let told = try statements("account")
        let hashes = Set(told.map(\.hash))
        let reading = SQLiteSnapshot(db: db)
        let lines = try db.all("SELECT id, name, folded_name FROM account ORDER BY id") {
            (id: try $0.id(0) as UserID, name: try $0.text(1), folded: try $0.text(2))
        }
        for line in lines {
            let place = "account \(line.id)"
            if line.folded != line.name.lowercased() { report.note(place, "it is not found by its name") }
            guard let account = try reading.account(line.id) else { continue }
            if erasures.people.contains(line.id) {
                if account.suspendedAt == nil || !account.isNameless || !account.appointments.isEmpty {
                    report.note(place, "it was erased, and is somebody's")
                }
            } else if !hashes.contains(account.statementHash) {
                report.note(place, "its name, organisation or roles are not what the ledger was told")
            } else if account.isNameless, !account.isOfItsCode {
                report.note(place, "its name is not that of its receipt code")
            }
        }
        try checkActing()
        let begun = told.count { Account.beginnings.contains($0.command) }
        if begun != lines.count { report.note("account", "\(begun) were made, and \(lines.count) are here") }
    }

    /// For whom and when somebody holds an office can be read: what cannot counts as nothing.
    private mutating func checkActing() throws {
        let lines = try db.all("SELECT user_id, acting FROM appointment WHERE acting IS NOT NULL") {
            (user: try $0.id(0) as UserID, acting: try $0.text(1))
        }
        for line in lines where Acting(parsing: line.acting)?.description != line.acting {
            report.note("account \(line.user)", "for whom it acts cannot be read")
        }
    }

    /// The same of organisations and who acts for them. Their countries stand in the rows of those who act for them.
    mutating func checkOrganisationStatements() throws {
        let told = try statements("organisation")
        let hashes = Set(told.map(\.hash))
        let reading = SQLiteSnapshot(db: db)
        let countries = try countriesOfRows()
        let lines = try db.all("SELECT id, folded_name FROM organisation ORDER BY id") {
            (id: try $0.id(0) as OrganisationID, folded: try $0.text(1))
        }
        for line in lines {
            guard let organisation = try reading.organisation(line.id) else { continue }
            let place = "organisation \(line.id)"
            if line.folded != Organisation.folded(organisation.name) {
                report.note(place, "it is not found by its name")
            }
            if !hashes.contains(organisation.statementHash(with: try reading.affiliations(of: line.id))) {
                report.note(place, "its name, its people or its suspension are not what the ledger was told")
            }
            if let country = countries[line.id], country != organisation.country {
                report.note(place, "its country is not what the ledger says")
            }
        }
        let begun = told.count { $0.command == Organisation.beginning }
        if begun != lines.count { report.note("organisation", "\(begun) were made, and \(lines.count) are here") }
    }

    /// The versions of the terms since the first that the ledger was told of are those that it was told of, in that order.
    mutating func checkTerms() throws {
        let told = try statements("terms").map(\.hash)
        let records = try db.all("SELECT version, text, since FROM terms ORDER BY key") {
            TermsRecord(version: try $0.text(0), text: try $0.text(1), since: try $0.moment(2))
        }
        if records.count < told.count {
            report.note("terms", "\(told.count) versions were put in force, and \(records.count) are here")
        }
        for (record, hash) in zip(records.suffix(told.count), told.suffix(records.count))
        where record.statementHash != hash {
            report.note("terms \(record.version)", "it is not what was put in force")
        }
    }

    /// What commits of the server's own were signed for, in their order.
    private func statements(_ subject: String) throws -> [(command: String, hash: Digest)] {
        try db.all(
            "SELECT command, command_hash FROM commit_log WHERE command LIKE ? ORDER BY number", "\(subject).%"
        ) { (try $0.text(0), try $0.digest(1)) }
    }

    private func countriesOfRows() throws -> [OrganisationID: String] {
        let rows = try db.all(
            """
            SELECT version.bytes FROM row JOIN version ON version.key = row.version_key
            WHERE row.kind = ? AND version.bytes IS NOT NULL
            """, RowKind.affiliation.rawValue
        ) { try $0.storedRow(0) }
        var countries: [OrganisationID: String] = [:]
        for row in rows {
            guard let id = row["organisation"]?.string.flatMap({ OrganisationID($0) }) else { continue }
            countries[id] = row["country"]?.string
        }
        return countries
    }
}

extension Account {
    /// Of a receipt code: whether id and name derive from the same.
    fileprivate var isOfItsCode: Bool {
        NamelessAccount.user(ofHash: SHA256.hash(NamelessAccount.hashedBytes(ofName: name)).bytes) == id
    }
}
