/// Asks to be told who complained. Since 1.1.
public struct IdentityRequest: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// The request's row.
    public var request: RowID
    /// Why; the complainant reads it.
    public var reason: String
    /// For how many days from the day of consent.
    public var days: Int

    public init(caseID: CaseID, request: RowID, reason: String, days: Int) {
        self.caseID = caseID
        self.request = request
        self.reason = reason
        self.days = days
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case request, reason, days
    }
}

/// Answers an ``IdentityRequest``, by somebody else than whoever made it; or ends what it opened. Since 1.1.
public struct IdentityAnswer: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var request: RowID
    /// Whether they may know; of one that is open, `false` ends it at once.
    public var agrees: Bool
    /// Why; needed for a refusal.
    public var reason: String?

    public init(caseID: CaseID, request: RowID, agrees: Bool, reason: String? = nil) {
        self.caseID = caseID
        self.request = request
        self.agrees = agrees
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case request, agrees, reason
    }
}
