/// Why somebody asks that something be kept in confidence, and until when. Since 1.1.
public struct ConfidenceClaim: Hashable, Sendable, Codable {
    public var reason: ConfidentialityReason
    /// In the holder's words.
    public var why: String?
    /// The last day; `nil` for no end. Nothing is published on the day after: holder and office are asked.
    public var until: CivilDate?
    /// The version for everybody on the case: a remark or a file there.
    public var twin: RowID?
    /// Why there can be no such version.
    public var noSummary: String?

    public init(
        reason: ConfidentialityReason, why: String? = nil, until: CivilDate? = nil, twin: RowID? = nil,
        noSummary: String? = nil
    ) {
        self.reason = reason
        self.why = why
        self.until = until
        self.twin = twin
        self.noSummary = noSummary
    }
}

/// Says why something that lies in confidence does so, or that it need not any longer. Since 1.1.
public struct ConfidenceSet: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// The new claim's row.
    public var row: RowID
    /// What it is about: a remark, a file or another row that lies in confidence.
    public var of: RowID
    /// `nil`: it need not be kept in confidence any longer. That publishes nothing.
    public var claim: ConfidenceClaim?

    public init(caseID: CaseID, row: RowID, of: RowID, claim: ConfidenceClaim?) {
        self.caseID = caseID
        self.row = row
        self.of = of
        self.claim = claim
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case row, of, claim
    }
}
