import CaseProtocol
import Server

extension SQLiteTransaction {
    func put(_ code: OneTimeCodeRecord) throws {
        switch code.purpose {
        case .reset(let user):
            try requireAccount(user)
            try db.run(
                "INSERT INTO one_time_code (hash, user_id, ends_at) VALUES (?, ?, ?)", blob(code.hash), blob(user),
                code.endsAt.milliseconds)
        case .invitation(let roles, let organisation):
            try db.run(
                "INSERT INTO one_time_code (hash, roles, organisation, ends_at) VALUES (?, ?, ?, ?)", blob(code.hash),
                roles.joined(separator: " "), organisation, code.endsAt.milliseconds)
        case .joining(let offer): try put(offer, under: code)
        }
    }

    func removeOneTimeCode(hash: [UInt8]) throws {
        try db.run("DELETE FROM one_time_code WHERE hash = ?", blob(hash))
        try db.run("DELETE FROM joining_code WHERE hash = ?", blob(hash))
    }

    func removeResetCodes(of user: UserID) throws {
        try db.run("DELETE FROM one_time_code WHERE user_id = ?", blob(user))
    }

    func removeOneTimeCodes(endedBy moment: Timestamp) throws {
        try db.run("DELETE FROM one_time_code WHERE ends_at <= ?", moment.milliseconds)
        try db.run("DELETE FROM joining_code WHERE ends_at <= ?", moment.milliseconds)
    }

    func put(_ terms: TermsRecord) throws {
        try db.run(
            "INSERT INTO terms (version, text, since) VALUES (?, ?, ?)", terms.version, terms.text,
            terms.since.milliseconds)
    }

    func put(_ acceptance: TermsAcceptance, of user: UserID) throws {
        try requireAccount(user)
        try db.run(
            "INSERT INTO terms_accepted (user_id, version, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", blob(user),
            acceptance.version, acceptance.at.milliseconds)
    }

    func requireAccount(_ user: UserID) throws {
        let isKnown = try db.first("SELECT 1 FROM account WHERE id = ?", blob(user)) { _ in true }
        guard isKnown != nil else { throw StoreError.unknownUser(user) }
    }
}
