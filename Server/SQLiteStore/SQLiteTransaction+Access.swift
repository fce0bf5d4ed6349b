import CaseProtocol
import Server

extension SQLiteTransaction {
    func openAudiences(_ compartment: Compartment) throws -> Set<AudienceID> {
        try key(of: compartment).map { try openAudiences(ofCompartment: $0) } ?? []
    }

    func openAudiences(ofCompartment key: Int) throws -> Set<AudienceID> {
        Set(
            try db.all("SELECT audience FROM placement WHERE compartment_key = ? AND to_commit IS NULL", key) {
                AudienceID(try $0.text(0))
            })
    }

    func openAudiences(of user: UserID) throws -> Set<AudienceID> {
        Set(
            try db.all("SELECT audience FROM membership WHERE user_id = ? AND to_commit IS NULL", blob(user)) {
                AudienceID(try $0.text(0))
            })
    }

    func put(_ access: AccessChange, at number: Int) throws {
        for (compartment, audiences) in access.closed {
            let key = try madeKey(of: compartment)
            for audience in audiences {
                try db.run(
                    """
                    UPDATE placement SET to_commit = ?1, touched = ?1
                    WHERE compartment_key = ?2 AND audience = ?3 AND to_commit IS NULL
                    """, number, key, audience.rawValue)
            }
        }
        for (compartment, audiences) in access.opened.sorted(by: { $0.key < $1.key }) {
            let key = try madeKey(of: compartment)
            for audience in audiences {
                try db.run(
                    "INSERT INTO placement (compartment_key, audience, from_commit, touched) VALUES (?1, ?2, ?3, ?3)",
                    key, audience.rawValue, number)
            }
        }
        for (user, audiences) in access.left {
            for audience in audiences {
                try db.run(
                    """
                    UPDATE membership SET to_commit = ? WHERE user_id = ? AND audience = ? AND to_commit IS NULL
                    """, number, blob(user), audience.rawValue)
            }
        }
        for (user, audiences) in access.joined {
            for audience in audiences {
                try db.run(
                    "INSERT INTO membership (user_id, audience, from_commit) VALUES (?, ?, ?)", blob(user),
                    audience.rawValue, number)
            }
        }
    }
}
