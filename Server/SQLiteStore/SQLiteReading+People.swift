import CaseCrypto
import CaseProtocol
import GRDB
import Server
import Workflow

extension SQLiteReading {
    func replica(_ id: ReplicaID) throws -> ReplicaRecord? {
        try db.first("SELECT user_id, last FROM replica WHERE id = ?", blob(id)) {
            ReplicaRecord(id: id, user: try $0.id(0), last: try $0.int(1))
        }
    }

    func command(_ replica: ReplicaID, n: Int) throws -> CommandRecord? {
        try db.first(
            "SELECT \(CommandRecord.columns) FROM command WHERE replica = ? AND n = ?", blob(replica), n
        ) { try CommandRecord($0) }
    }

    func command(_ mid: CommandID) throws -> CommandRecord? {
        try db.first("SELECT \(CommandRecord.columns) FROM command WHERE mid = ?", blob(mid)) { try CommandRecord($0) }
    }

    func commands(of replica: ReplicaID, after n: Int) throws -> [CommandRecord] {
        try db.all(
            "SELECT \(CommandRecord.columns) FROM command WHERE replica = ? AND n > ? ORDER BY n", blob(replica), n
        ) { try CommandRecord($0) }
    }

    func account(named name: String) throws -> Account? {
        try db.first("SELECT \(Account.columns) FROM account WHERE folded_name = ?", name.lowercased()) {
            try account($0)
        }
    }

    func account(_ id: UserID) throws -> Account? {
        try db.first("SELECT \(Account.columns) FROM account WHERE id = ?", blob(id)) { try account($0) }
    }

    func accounts() throws -> [Account] {
        try db.all("SELECT \(Account.columns) FROM account ORDER BY folded_name") { try account($0) }
    }

    func accountsActing() throws -> [Account] {
        try db.all(
            "SELECT \(Account.columns) FROM account WHERE id IN (SELECT user_id FROM appointment WHERE acting IS NOT NULL)"
                + " OR id IN (SELECT user_id FROM affiliation WHERE mandate IS NOT NULL) ORDER BY folded_name"
        ) { try account($0) }
    }

    func deviceCount(of user: UserID) throws -> Int {
        try db.first("SELECT count(*) FROM device WHERE user_id = ? AND is_revoked = 0", blob(user)) { try $0.int(0) }
            ?? 0
    }

    func devices(of user: UserID) throws -> [Device] {
        try db.all(
            "SELECT \(Device.columns) FROM device WHERE user_id = ? AND is_revoked = 0 ORDER BY signed_in_at, token_hash",
            blob(user)
        ) { try Device($0) }
    }

    func secondFactor(of user: UserID) throws -> SecondFactor? {
        try db.first(
            "SELECT sealed_secret, is_confirmed, last_step, recovery FROM second_factor WHERE user_id = ?", blob(user)
        ) { columns in
            let recovery = try columns.bytes(3)
            return SecondFactor(
                user: user, sealedSecret: try columns.bytes(0), isConfirmed: try columns.flag(1),
                lastStep: Int64(try columns.int(2)),
                recovery: stride(from: 0, to: recovery.count, by: 32).map { Array(recovery[$0..<$0 + 32]) })
        }
    }

    func device(tokenHash: [UInt8]) throws -> Device? {
        try db.first("SELECT \(Device.columns) FROM device WHERE token_hash = ?", blob(tokenHash)) { try Device($0) }
    }

    func devices(signingKeyID: String) throws -> [Device] {
        try db.all(
            "SELECT \(Device.columns) FROM device WHERE signing_key_id = ? ORDER BY signed_in_at, token_hash",
            signingKeyID
        ) { try Device($0) }
    }

    func bundleAsk(of replica: ReplicaID) throws -> BundleAsk? {
        try db.first(
            "SELECT user_id, signing_key_id, cursor, acked, problem FROM bundle_ask WHERE replica = ?", blob(replica)
        ) {
            BundleAsk(
                replica: replica, user: try $0.id(0), signingKeyID: try $0.text(1), cursor: try $0.optionalText(2),
                acked: try $0.int(3),
                problem: try $0.optionalText(4).map { try CanonicalJSON.decode(Problem.self, from: $0.utf8) })
        }
    }

    private func account(_ columns: Columns) throws -> Account {
        let id: UserID = try columns.id(0)
        let appointments = try db.all(
            "SELECT \(Appointment.columns) FROM appointment WHERE user_id = ? ORDER BY ord", blob(id)
        ) { try Appointment($0) }
        var found = Account(
            id: id, name: try columns.text(1), organisation: try columns.optionalText(2), appointments: appointments,
            passwordHash: try columns.text(3),
            suspendedAt: try columns.optionalMoment(4), officerSince: try columns.optionalMoment(5),
            isNameless: try columns.flag(6))
        found.affiliations = try affiliations(inForceOf: id)
        return found
    }
}

extension Account {
    fileprivate static let columns = "id, name, organisation, password_hash, suspended_at, officer_since, is_nameless"
}

extension Appointment {
    static let columns = "role, scope, is_chair, acting, chapters"

    /// Reads ``columns``.
    init(_ columns: Columns) throws {
        let chapters: HSChapters?
        do {
            chapters = try columns.optionalText(4).map { try HSChapters(parsing: $0) }
        } catch is Problem {
            throw StoreError.damaged("the sector of an appointment")
        }
        self.init(
            RoleID(try columns.text(0)), scope: try columns.optionalText(1), isChair: try columns.flag(2),
            acting: try columns.optionalText(3).flatMap { Acting(parsing: $0) }, chapters: chapters)
    }
}

extension Device {
    fileprivate static let columns =
        "token_hash, user_id, replica, signed_in_at, is_revoked, signing_key IS NULL, ifnull(signing_key, x''), "
        + "ifnull(agreement_key, x''), name, seen_on, signs"

    /// Reads ``columns``.
    fileprivate init(_ columns: Columns) throws {
        self.init(
            tokenHash: try columns.bytes(0), user: try columns.id(1), replica: try columns.id(2),
            signedInAt: try columns.moment(3), isRevoked: try columns.flag(4),
            keys: try columns.flag(5)
                ? nil
                : DevicePublicKeys(
                    signing: try VerifyingKey(rawBytes: try columns.bytes(6)),
                    agreement: try PublicAgreementKey(rawBytes: try columns.bytes(7))),
            signs: try columns.flag(10), name: try columns.optionalText(8),
            seenOn: try columns.optionalInt(9).map { CivilDate(dayNumber: $0) })
    }
}

extension CommandRecord {
    static let columns = "replica, n, mid, hash, cmd, v, args, claimed_at, received_at, outcome, commit_number"

    /// Reads ``columns``.
    init(_ columns: Columns) throws {
        self.init(
            replica: try columns.id(0), n: try columns.int(1), mid: try columns.id(2), hash: try columns.digest(3),
            cmd: String(decoding: try columns.bytes(4), as: UTF8.self), v: try columns.int(5),
            args: String(decoding: try columns.bytes(6), as: UTF8.self), claimedAt: try columns.moment(7),
            receivedAt: try columns.moment(8), outcome: try Outcome(stored: try columns.text(9)),
            commit: try columns.optionalInt(10))
    }
}

extension Outcome {
    /// Most outcomes are this one; it needs no coder.
    private static let applied = #"{"type":"applied"}"#

    init(stored text: String) throws {
        self = text == Self.applied ? .applied : try CanonicalJSON.decode(Outcome.self, from: text.utf8)
    }

    func storedText() throws -> String {
        self == .applied ? Self.applied : String(decoding: try CanonicalJSON.encode(self), as: UTF8.self)
    }
}
