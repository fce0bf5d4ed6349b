import CaseCrypto
import CaseProtocol
import GRDB
import Server

/// Of a commit, what its device's signature is checked by.
struct SignedCommit {
    let device: DeviceSignature?
    let by: UserID
    /// `nil` for the server's own.
    let replica: ReplicaID?

    /// Reads them from the columns after those of the command's record and hash; `nil` where there is no such commit.
    init?(_ columns: Columns) throws {
        guard let by: UserID = try columns.optionalID(14) else { return nil }
        self.by = by
        device = try DeviceSignature(columns, at: 12)
        replica = try columns.optionalID(15)
    }
}

/// Which keys people told, and since when replicas sign everything. Devices are not in the ledger: what is said of them is
/// weaker than what the ledger says, and is only asked what it can show by itself.
struct SigningDevices {
    private var keys: [UserID: Set<[UInt8]>] = [:]
    private var replicas: [ReplicaID: Bool] = [:]

    init(_ db: GRDB.Database) throws {
        let devices = try db.all("SELECT user_id, replica, signing_key, signs FROM device") {
            (
                user: try $0.id(0) as UserID, replica: try $0.id(1) as ReplicaID, key: try $0.optionalBytes(2),
                signs: try $0.flag(3)
            )
        }
        for device in devices {
            if let key = device.key { keys[device.user, default: []].insert(key) }
            replicas[device.replica] = replicas[device.replica] ?? true && device.signs
        }
    }

    func isKnown(_ key: VerifyingKey, of user: UserID) -> Bool { keys[user]?.contains(key.rawBytes) ?? false }

    /// Whether everything that this replica ever sent is signed.
    func signsAll(_ replica: ReplicaID) -> Bool { replicas[replica] ?? false }
}

extension SQLiteAudit {
    /// What a device signed is signed still, by a key of the person who did it.
    mutating func check(
        _ commit: SignedCommit, of record: CommandRecord, number: Int, against devices: SigningDevices,
        key: VerifyingKey
    ) {
        let place = "commit \(number)"
        guard let device = commit.device else {
            if let replica = commit.replica, devices.signsAll(replica) {
                report.note(place, "its device signs everything, and its signature is missing")
            }
            return
        }
        report.signatureCount += 1
        let statement = CommandStatement(server: key, person: commit.by, at: record.claimedAt, hash: record.hash)
        if !device.isRight(over: statement) {
            report.note(place, "the device's signature is not of this command, person and moment")
        }
        if !devices.isKnown(device.key, of: commit.by) {
            report.note(place, "it is signed with a key that its person never told")
        }
    }
}
