import CaseProtocol
import GRDB
import Server

extension SQLiteReading {
    func oneTimeCode(hash: [UInt8]) throws -> OneTimeCodeRecord? {
        if let joining = try joiningCode(hash: hash) { return joining }
        return try db.first(
            "SELECT user_id, roles, organisation, ends_at FROM one_time_code WHERE hash = ?", blob(hash)
        ) {
            let purpose: OneTimeCodeRecord.Purpose
            if let user: UserID = try $0.optionalID(0) {
                purpose = .reset(user)
            } else {
                purpose = .invitation(
                    roles: try $0.text(1).split(separator: " ").map(String.init), organisation: try $0.optionalText(2))
            }
            return OneTimeCodeRecord(hash: hash, purpose: purpose, endsAt: try $0.moment(3))
        }
    }

    func presentTerms() throws -> TermsRecord? {
        try db.first("SELECT version, text, since FROM terms ORDER BY key DESC LIMIT 1") { try TermsRecord($0) }
    }

    func terms(_ version: String) throws -> TermsRecord? {
        try db.first("SELECT version, text, since FROM terms WHERE version = ?", version) { try TermsRecord($0) }
    }

    func acceptances(of user: UserID) throws -> [TermsAcceptance] {
        try db.all("SELECT version, at FROM terms_accepted WHERE user_id = ? ORDER BY at, version", blob(user)) {
            TermsAcceptance(version: try $0.text(0), at: try $0.moment(1))
        }
    }
}

extension TermsRecord {
    fileprivate init(_ columns: Columns) throws {
        self.init(version: try columns.text(0), text: try columns.text(1), since: try columns.moment(2))
    }
}
