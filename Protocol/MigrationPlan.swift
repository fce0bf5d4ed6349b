/// Asks what moving cases to a version of their procedure would do, or does what was shown.
public struct MigrationRequest: Hashable, Sendable, Codable {
    public var procedure: ProcedureID
    public var toVersion: Int
    /// Stages of earlier versions that are called otherwise in this one, by their old ids.
    public var stages: [String: String]
    /// Time limits that are called otherwise, by their old keys.
    public var limits: [String: String]
    /// The hash of the plan that was shown; `nil` to show it.
    public var apply: String?

    public init(
        procedure: ProcedureID, toVersion: Int, stages: [String: String] = [:], limits: [String: String] = [:],
        apply: String? = nil
    ) {
        self.procedure = procedure
        self.toVersion = toVersion
        self.stages = stages
        self.limits = limits
        self.apply = apply
    }
}

/// What moving cases to a version would do: every running case that is under another one, by ascending id.
public struct MigrationPlan: Hashable, Sendable, Codable {
    public var procedure: ProcedureID
    public var toVersion: Int
    public var stages: [String: String]
    public var limits: [String: String]
    public var cases: [CaseMigration]

    public init(
        procedure: ProcedureID, toVersion: Int, stages: [String: String], limits: [String: String],
        cases: [CaseMigration]
    ) {
        self.procedure = procedure
        self.toVersion = toVersion
        self.stages = stages
        self.limits = limits
        self.cases = cases
    }
}

/// Asks what a calendar, as it is now, would change of limits that run already, or does what was shown.
public struct RecountRequest: Hashable, Sendable, Codable {
    public var calendar: CalendarID
    /// The hash of the plan that was shown; `nil` to show it.
    public var apply: String?

    public init(calendar: CalendarID, apply: String? = nil) {
        self.calendar = calendar
        self.apply = apply
    }
}

/// What a version of a calendar would change of limits that run already: the cases concerned, by ascending id.
public struct RecountPlan: Hashable, Sendable, Codable {
    public var calendar: CalendarID
    public var version: Int
    public var cases: [CaseRecount]

    public init(calendar: CalendarID, version: Int, cases: [CaseRecount]) {
        self.calendar = calendar
        self.version = version
        self.cases = cases
    }
}

/// A plan as shown and, once it is applied, what was done of it.
public struct PlanReport<Plan: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    public var plan: Plan
    /// SHA-256 of the plan's canonical form, in hexadecimal: to be said to apply it.
    public var hash: String
    /// The cases that were changed; `nil` when the plan was only shown.
    public var done: [CaseID]?
    /// The cases that changed after the plan was compared and were therefore left alone.
    public var left: [CaseID]?

    public init(plan: Plan, hash: String, done: [CaseID]? = nil, left: [CaseID]? = nil) {
        self.plan = plan
        self.hash = hash
        self.done = done
        self.left = left
    }
}
