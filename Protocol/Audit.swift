/// Reads one case for an auditor.
public struct AuditRequest: Hashable, Sendable, Codable {
    /// A number, label or id of the case.
    public var reference: String
    /// Why, as the record of the reading keeps it.
    public var reason: String

    public init(reference: String, reason: String) {
        self.reference = reference
        self.reason = reason
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
