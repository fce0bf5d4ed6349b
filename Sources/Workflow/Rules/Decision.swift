public import CaseProtocol

/// What a command makes happen.
public struct Decision: Hashable, Sendable {
    /// The facts, oldest first.
    public var events: [CaseEvent]
    /// `applied`, `merged` or `conflict`; a refusal is thrown instead.
    public var outcome: Outcome
    /// Actions that the server takes next, as `system`.
    public var followUps: [ActionID]
    /// What the server does next on other cases, as `system`.
    public var elsewhere: [CaseCommand]
    /// Whether ``DecisionContext/number`` was issued.
    public var usesNumber: Bool
    /// What a client could not check: the server will decide.
    public var unknowns: [String]

    public init(
        events: [CaseEvent], outcome: Outcome = .applied, followUps: [ActionID] = [],
        elsewhere: [CaseCommand] = [], usesNumber: Bool = false, unknowns: [String] = []
    ) {
        self.events = events
        self.outcome = outcome
        self.followUps = followUps
        self.elsewhere = elsewhere
        self.usesNumber = usesNumber
        self.unknowns = unknowns
    }
}
