import CaseCrypto
import CaseProtocol
import GRDB
import Server
import Workflow

/// Whom a group may concern. What a savepoint undid stays on it: too much is no harm.
final class TouchedNote {
    var touched = Touched()
}

/// One savepoint of a group commit.
struct SQLiteTransaction: SQLiteReading, CaseTransaction {
    let db: Database
    let sealer: CommitSealer
    let note: TouchedNote

    func setSetting(_ key: String, _ value: String) throws {
        try db.run(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            key, value)
    }

    func put(_ record: ReplicaRecord) throws {
        try db.run(
            """
            INSERT INTO replica (id, user_id, last) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id, last = excluded.last
            """, blob(record.id), blob(record.user), record.last)
    }

    func put(_ record: CommandRecord) throws {
        note.touched.replicas.insert(record.replica)
        do {
            try db.run(
                "INSERT INTO command (\(CommandRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                blob(record.replica), record.n, blob(record.mid), blob(record.hash.bytes), blob(Array(record.cmd.utf8)),
                record.v, blob(Array(record.args.utf8)), record.claimedAt.milliseconds, record.receivedAt.milliseconds,
                try record.outcome.storedText(), record.commit)
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw StoreError.commandTwice(record.replica, n: record.n)
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY {
            throw StoreError.unknownCommit(record.commit ?? 0)
        }
    }

    func put(_ account: Account) throws {
        let name = account.name.lowercased()
        let holder: UserID? = try db.first("SELECT id FROM account WHERE folded_name = ?", name) { try $0.id(0) }
        guard holder == nil || holder == account.id else { throw Problem.accountExists(account.name) }
        try db.run(
            """
            INSERT INTO account (id, name, folded_name, organisation, password_hash, suspended_at, officer_since,
                is_nameless)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded_name = excluded.folded_name,
                organisation = excluded.organisation, password_hash = excluded.password_hash,
                suspended_at = excluded.suspended_at, officer_since = excluded.officer_since,
                is_nameless = excluded.is_nameless
            """, blob(account.id), account.name, name, account.organisation, account.passwordHash,
            account.suspendedAt?.milliseconds, account.officerSince?.milliseconds, account.isNameless)
        note.touched.accounts.insert(account.id)
        try db.run("DELETE FROM appointment WHERE user_id = ?", blob(account.id))
        for (ord, appointment) in account.appointments.enumerated() {
            try db.run(
                "INSERT INTO appointment (user_id, ord, role, scope, is_chair, acting, chapters) VALUES (?, ?, ?, ?, ?, ?, ?)",
                blob(account.id), ord, appointment.role.rawValue, appointment.scope, appointment.isChair,
                appointment.acting?.description, appointment.chapters?.description)
        }
    }

    func put(_ factor: SecondFactor) throws {
        let isKnown = try db.first("SELECT 1 FROM account WHERE id = ?", blob(factor.user)) { _ in true }
        guard isKnown != nil else { throw StoreError.unknownUser(factor.user) }
        try db.run(
            """
            INSERT INTO second_factor (user_id, sealed_secret, is_confirmed, last_step, recovery)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret,
                is_confirmed = excluded.is_confirmed, last_step = excluded.last_step, recovery = excluded.recovery
            """, blob(factor.user), blob(factor.sealedSecret), factor.isConfirmed, factor.lastStep,
            blob(factor.recovery.flatMap(\.self)))
        note.touched.accounts.insert(factor.user)
    }

    func removeSecondFactor(of user: UserID) throws {
        try db.run("DELETE FROM second_factor WHERE user_id = ?", blob(user))
        note.touched.accounts.insert(user)
    }

    func put(_ device: Device) throws {
        let isKnown = try db.first("SELECT 1 FROM account WHERE id = ?", blob(device.user)) { _ in true }
        guard isKnown != nil else { throw StoreError.unknownUser(device.user) }
        try db.run(
            """
            INSERT INTO device (token_hash, user_id, replica, signed_in_at, is_revoked, signing_key, agreement_key,
                signing_key_id, signs, name, seen_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (token_hash) DO UPDATE SET user_id = excluded.user_id, replica = excluded.replica,
                signed_in_at = excluded.signed_in_at, is_revoked = excluded.is_revoked,
                signing_key = excluded.signing_key, agreement_key = excluded.agreement_key,
                signing_key_id = excluded.signing_key_id, signs = excluded.signs, name = excluded.name,
                seen_on = excluded.seen_on
            """, blob(device.tokenHash), blob(device.user), blob(device.replica), device.signedInAt.milliseconds,
            device.isRevoked, device.keys.map { blob($0.signing.rawBytes) },
            device.keys.map { blob($0.agreement.rawBytes) }, device.keys?.signingKeyID, device.signs,
            device.name, device.seenOn?.dayNumber)
        if device.isRevoked || device.signs { note.touched.accounts.insert(device.user) }
    }

    func put(_ ask: BundleAsk) throws {
        let problem = try ask.problem.map { String(decoding: try CanonicalJSON.encode($0), as: UTF8.self) }
        try db.run(
            """
            INSERT INTO bundle_ask (replica, user_id, signing_key_id, cursor, acked, problem) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (replica) DO UPDATE SET user_id = excluded.user_id, signing_key_id = excluded.signing_key_id,
                cursor = excluded.cursor, acked = excluded.acked, problem = excluded.problem
            """, blob(ask.replica), blob(ask.user), ask.signingKeyID, ask.cursor, ask.acked, problem)
    }

    func revokeDevices(of user: UserID) throws {
        try db.run("UPDATE device SET is_revoked = 1 WHERE user_id = ? AND is_revoked = 0", blob(user))
        note.touched.accounts.insert(user)
    }
}
