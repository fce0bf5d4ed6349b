/// What becomes of the last day of one time limit, before it is done and after.
public struct DateChange: Hashable, Sendable, Codable {
    /// The limit's row.
    public var deadline: RowID
    public var key: DeadlineKey
    /// Whose own limit it is; `nil` for a limit of the case.
    public var party: String?
    /// What people call the limit.
    public var title: String
    /// The last day; `nil` while it is paused.
    public var before: CivilDate?
    /// The last day afterwards: the same where it stays.
    public var after: CivilDate?
    /// Why it moves, or why it does not.
    public var why: String

    public init(
        deadline: RowID, key: DeadlineKey, party: String?, title: String, before: CivilDate?, after: CivilDate?,
        why: String
    ) {
        self.deadline = deadline
        self.key = key
        self.party = party
        self.title = title
        self.before = before
        self.after = after
        self.why = why
    }

    public var isMoved: Bool { before != after }
}

/// What moving one case to another version of its procedure would do.
public struct CaseMigration: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// What people call it.
    public var reference: String
    public var fromVersion: Int
    public var toVersion: Int
    public var fromStage: StageID
    public var toStage: StageID
    /// The limits that move, and those that the new version would count otherwise but that stay.
    public var dates: [DateChange]
    /// Why it cannot be moved, as sentences; empty when it can.
    public var refusals: [String]

    public init(
        caseID: CaseID, reference: String, fromVersion: Int, toVersion: Int, fromStage: StageID, toStage: StageID,
        dates: [DateChange], refusals: [String]
    ) {
        self.caseID = caseID
        self.reference = reference
        self.fromVersion = fromVersion
        self.toVersion = toVersion
        self.fromStage = fromStage
        self.toStage = toStage
        self.dates = dates
        self.refusals = refusals
    }
}

/// What a changed calendar would do to the running limits of one case.
public struct CaseRecount: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// What people call it.
    public var reference: String
    /// The limits that it would count otherwise, those that stay nevertheless among them; never empty.
    public var dates: [DateChange]

    public init(caseID: CaseID, reference: String, dates: [DateChange]) {
        self.caseID = caseID
        self.reference = reference
        self.dates = dates
    }
}
