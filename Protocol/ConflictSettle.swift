/// Settles something that could not be applied: a row of kind ``RowKind/conflict``. Since 1.1.
public struct ConflictSettle: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// The conflict's row.
    public var conflict: RowID
    public var choice: SettleChoice
    /// The values of ``SettleChoice/other``, of fields that the conflict is about; `null` clears.
    public var fields: [String: JSONValue]?
    /// The revision of each field of the conflict that the author looked at; empty where it is about an act.
    public var base: [String: Int]
    /// Of fields that the author's own commands on the way had changed: the server's revision below them, and the value that
    /// the author looked at. Such a field must hold that value when the settlement arrives, whatever its revision.
    public var seen: [String: SeenField]?
    /// Why, for those who read the record.
    public var reason: String?

    public init(
        caseID: CaseID, conflict: RowID, choice: SettleChoice, fields: [String: JSONValue]? = nil,
        base: [String: Int] = [:], seen: [String: SeenField]? = nil, reason: String? = nil
    ) {
        self.caseID = caseID
        self.conflict = conflict
        self.choice = choice
        self.fields = fields
        self.base = base
        self.seen = seen
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case conflict, choice, fields, base, seen, reason
    }
}

/// What somebody decides of a conflict.
public enum SettleChoice: String, Hashable, Sendable, Codable, CaseIterable {
    /// What stands goes on standing.
    case theirs
    /// What was kept beside it takes its place.
    case mine
    /// Another value does.
    case other
    /// An act that came too late is left at that.
    case discard
    /// What was written for it is filed as a note, where it lies.
    case note
}
