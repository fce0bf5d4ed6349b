/// How long cases of a procedure are kept after they ended in a stage, and on whose word. Data of an authority: none is built in.
public struct RetentionRule: Hashable, Sendable, Codable {
    public var procedure: ProcedureID
    /// The final stage in which the case ended: its outcome.
    public var outcome: StageID
    /// Calendar months from the day on which it ended.
    public var months: Int
    /// Whose rule it is: a law, a records schedule, an archivist's decision.
    public var authority: String
    /// Where it is written.
    public var source: String

    public init(procedure: ProcedureID, outcome: StageID, months: Int, authority: String, source: String) {
        self.procedure = procedure
        self.outcome = outcome
        self.months = months
        self.authority = authority
        self.source = source
    }
}

/// Shows which cases have been kept for as long as the rules say and, with the hash of what was shown, erases them; the
/// administrator's verb.
public struct RetentionRequest: Hashable, Sendable, Codable {
    /// New rules in the place of those that are in force; nothing is erased then.
    public var rules: [RetentionRule]?
    /// ``PlanReport/hash`` of the plan that was shown: erases it.
    public var apply: String?

    public init(rules: [RetentionRule]? = nil, apply: String? = nil) {
        self.rules = rules
        self.apply = apply
    }
}

/// A case whose time is over.
public struct RetentionDue: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// What people call it.
    public var reference: String
    public var rule: RetentionRule
    /// The day on which it ended.
    public var endedOn: CivilDate
    /// The last day of its time.
    public var keptUntil: CivilDate
    /// Why it is kept nevertheless: the reason of a hold.
    public var hold: String?

    public init(
        caseID: CaseID, reference: String, rule: RetentionRule, endedOn: CivilDate, keptUntil: CivilDate,
        hold: String?
    ) {
        self.caseID = caseID
        self.reference = reference
        self.rule = rule
        self.endedOn = endedOn
        self.keptUntil = keptUntil
        self.hold = hold
    }
}

/// What the rules in force call for, as of a day.
public struct RetentionPlan: Hashable, Sendable, Codable {
    public var rules: [RetentionRule]
    public var due: [RetentionDue]

    public init(rules: [RetentionRule], due: [RetentionDue]) {
        self.rules = rules
        self.due = due
    }
}

/// Keeps a case from being erased, or lets go of it; without a reference only lists. The administrator's verb.
public struct HoldRequest: Hashable, Sendable, Codable {
    /// A number, label or id of a case.
    public var reference: String?
    /// Why: the proceedings for which it is kept, or that they are over.
    public var reason: String?
    /// Whether the hold ends.
    public var isReleased: Bool

    public init(reference: String? = nil, reason: String? = nil, isReleased: Bool = false) {
        self.reference = reference
        self.reason = reason
        self.isReleased = isReleased
    }
}

/// A case that is not erased.
public struct HoldSummary: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// What it was called when the hold began.
    public var reference: String
    public var reason: String
    public var since: Timestamp

    public init(caseID: CaseID, reference: String, reason: String, since: Timestamp) {
        self.caseID = caseID
        self.reference = reference
        self.reason = reason
        self.since = since
    }
}

/// The holds in force, oldest first.
public struct HoldList: Hashable, Sendable, Codable {
    public var holds: [HoldSummary]

    public init(holds: [HoldSummary]) { self.holds = holds }
}

/// Shows what erasing a case takes away and, with the hash of what was shown, does it; the administrator's verb.
public struct EraseRequest: Hashable, Sendable, Codable {
    /// A number, label or id of a case.
    public var reference: String
    /// Why, as the record keeps it.
    public var reason: String
    /// Whether what was published goes as well.
    public var isPublicToo: Bool
    /// ``PlanReport/hash`` of the plan that was shown: does it.
    public var apply: String?

    public init(reference: String, reason: String, isPublicToo: Bool = false, apply: String? = nil) {
        self.reference = reference
        self.reason = reason
        self.isPublicToo = isPublicToo
        self.apply = apply
    }
}

/// What erasing a case takes away.
public struct ErasurePlan: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// What people call it.
    public var reference: String
    public var reason: String
    public var isPublicToo: Bool
    /// How many rows go, and how many that were published stay.
    public var rows: Int
    public var rowsKept: Int
    /// How many commands lose what was written in them.
    public var commands: Int
    /// Files of evidence that no other case names.
    public var files: Int
    /// Whether the case still runs.
    public var isRunning: Bool

    public init(
        caseID: CaseID, reference: String, reason: String, isPublicToo: Bool, rows: Int, rowsKept: Int, commands: Int,
        files: Int, isRunning: Bool
    ) {
        self.caseID = caseID
        self.reference = reference
        self.reason = reason
        self.isPublicToo = isPublicToo
        self.rows = rows
        self.rowsKept = rowsKept
        self.commands = commands
        self.files = files
        self.isRunning = isRunning
    }
}
