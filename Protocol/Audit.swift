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

    public init(caseID: CaseID, reading: RowID, rows: [JSONValue]) {
        self.caseID = caseID
        self.reading = reading
        self.rows = rows
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case reading, rows
    }
}
