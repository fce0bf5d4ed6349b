/// Reads one case for an auditor.
public struct AuditRequest: Hashable, Sendable, Codable {
    /// A number, label or id of the case.
    public var reference: String
    /// Why, as the record of the reading keeps it.
    public var reason: String
    /// Files of the case whose bytes are wanted too, by their hashes; at most 20. After the answer they are read like other
    /// files, for a quarter of an hour.
    public var files: [BlobID]?

    /// How many files one reading may name.
    public static let filesMax = 20
    /// How long the bytes may be asked for after the answer.
    public static let minutesOfFiles = 15

    public init(reference: String, reason: String, files: [BlobID]? = nil) {
        self.reference = reference
        self.reason = reason
        self.files = files
    }
}

/// A case as an auditor reads it: every row, of every class.
public struct AuditedCase: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// The row by which the reading is on record.
    public var reading: RowID
    /// Each as ``Row/json``, in order of compartment and id.
    public var rows: [JSONValue]
    /// Who was handed what of it is confidential, the latest first, at most 2,000; absent from earlier servers.
    public var readings: [ConfidentialReading]?

    public init(caseID: CaseID, reading: RowID, rows: [JSONValue], readings: [ConfidentialReading]? = nil) {
        self.caseID = caseID
        self.reading = reading
        self.rows = rows
        self.readings = readings
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case reading, rows, readings
    }
}

/// What one device was handed in one day (UTC) of one confidential or sealed compartment, or of one file in it. That it was
/// handed to a device says that somebody could read it there from then on, not that they did.
public struct ConfidentialReading: Hashable, Sendable, Codable {
    public var user: UserID
    /// What the account is called now; absent where there is none any more.
    public var name: String?
    public var replica: ReplicaID
    public var confidentiality: ConfidentialityClass
    public var holder: String?
    /// The file whose bytes were handed out; absent where it is rows.
    public var file: BlobID?
    /// How many rows, each as often as it went out.
    public var rows: Int
    public var firstAt: Timestamp
    public var lastAt: Timestamp
    /// The latest commit that the last of these answers knew: nothing younger was handed out. A page may hold a part of it.
    public var commit: Int

    public init(
        user: UserID, name: String?, replica: ReplicaID, confidentiality: ConfidentialityClass, holder: String?,
        file: BlobID?, rows: Int, firstAt: Timestamp, lastAt: Timestamp, commit: Int
    ) {
        self.user = user
        self.name = name
        self.replica = replica
        self.confidentiality = confidentiality
        self.holder = holder
        self.file = file
        self.rows = rows
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.commit = commit
    }

    private enum CodingKeys: String, CodingKey {
        case user, name, replica, holder, file, rows, firstAt, lastAt, commit
        case confidentiality = "class"
    }
}
