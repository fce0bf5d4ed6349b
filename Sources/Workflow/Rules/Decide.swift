public import CaseProtocol

/// What the caller's world supplies to a decision.
public struct DecisionContext: Sendable {
    /// The caller's clock.
    public var now: Timestamp
    /// The command's id: ids of what it makes derive from it.
    public var mid: CommandID
    public var catalogue: Catalogue
    /// Whether every row of the case is in the state: a server's. A client's guards may answer "unknown".
    public var isAuthoritative: Bool
    /// The number to issue if the act calls for one; `nil` on clients.
    public var number: String?

    public init(
        now: Timestamp, mid: CommandID, catalogue: Catalogue = .standard, isAuthoritative: Bool, number: String? = nil
    ) {
        self.now = now
        self.mid = mid
        self.catalogue = catalogue
        self.isAuthoritative = isAuthoritative
        self.number = number
    }

    /// Today where the clocks of the first users stand (UTC+3, Nairobi): legal dates end at midnight there.
    public var today: CivilDate { now.day(minutesEast: 180) }
}

/// What a command makes happen.
public struct Decision: Hashable, Sendable {
    /// The facts, oldest first.
    public var events: [CaseEvent]
    /// `applied`, `merged` or `conflict`; a refusal is thrown instead.
    public var outcome: Outcome
    /// Actions that the server takes next, as `system`.
    public var followUps: [ActionID]
    /// Whether ``DecisionContext/number`` was issued.
    public var usesNumber: Bool
    /// What a client could not check: the server will decide.
    public var unknowns: [String]

    public init(
        events: [CaseEvent], outcome: Outcome = .applied, followUps: [ActionID] = [], usesNumber: Bool = false,
        unknowns: [String] = []
    ) {
        self.events = events
        self.outcome = outcome
        self.followUps = followUps
        self.usesNumber = usesNumber
        self.unknowns = unknowns
    }
}
