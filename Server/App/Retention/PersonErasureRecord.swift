public import CaseProtocol
internal import Workflow

/// That a person was erased, read by name.
public struct PersonErasureRecord: Sendable {
    public let user: UserID
    public let reason: String
    public let at: Timestamp
    /// Of which rows the versions before which one are gone.
    public let rows: [RowID: Int]

    /// `nil` for a row of another kind, of a case, or one that is not where the record of its person is.
    public init?(_ row: Row) {
        guard row.kind == .erasure, let user = row["person"]?.string.flatMap({ UserID($0) }),
            row.id == RetentionRows.id(ofPerson: user), row.compartment == RetentionRows.compartment,
            let at = row["recordedAt"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.user = user
        self.at = at
        reason = row["reason"]?.string ?? ""
        let listed = (row["rows"]?.object ?? [:]).compactMap { id, rev in
            RowID(id).flatMap { id in rev.int.map { (id, $0) } }
        }
        rows = Dictionary(listed) { $1 }
    }

    init(user: UserID, reason: String, at: Timestamp, rows: [RowID: Int]) {
        self.user = user
        self.reason = reason
        self.at = at
        self.rows = rows
    }

    var row: Row {
        Row(
            id: RetentionRows.id(ofPerson: user), kind: .erasure, compartment: RetentionRows.compartment, rev: 1,
            fields: [
                "person": .string(user.description), "reason": .string(reason), "recordedAt": .string(at.description),
                "rows": .object(
                    Dictionary(uniqueKeysWithValues: rows.map { ($0.key.description, .int(Int64($0.value))) })),
            ])
    }
}

extension ErasedPerson {
    /// `nil` for a row of another kind.
    init?(_ row: Row) {
        guard let record = PersonErasureRecord(row) else { return nil }
        self.init(user: record.user, reason: record.reason, at: record.at)
    }
}
