public import CaseProtocol
// Signatures that other targets are written against; each moves to a file of its own when it is implemented.

/// Answers what `command` would make happen to a case in `state`, without making it happen.
public func decide(
    _ command: CaseCommand, on state: CaseState?, by party: Party, in context: DecisionContext
) throws(Refusal) -> Decision { throw .notFound }

/// Makes `events` true of `state`. Returns each changed row once, in its next version, by id.
public func apply(_ events: [CaseEvent], to state: inout CaseState) -> [Row] { [] }

/// Who may see a compartment of the case, in its present state.
public func audiences(of compartment: Compartment, in state: CaseState) -> Set<AudienceID> { [] }

/// The capacities in which `party` may act on the case, best first.
public func caseRoles(of party: Party, in state: CaseState) -> [RoleID] { [] }

/// An action open to somebody now.
public struct Move: Hashable, Sendable {
    public let action: ActionID
    public let role: RoleID
    public let to: StageID?
    public let requires: [FieldSpec]
    public let accepts: [FieldSpec]
    public let source: LegalSource
}

/// The actions open to `party` now, in table order.
public func moves(for party: Party, on state: CaseState, in context: DecisionContext) -> [Move] { [] }

/// What the scheduler sends for deadlines whose last day is over.
public func lapses(in state: CaseState, on today: CivilDate, catalogue: Catalogue) -> [CaseAct] { [] }

/// A step that is due.
public struct InboxEntry: Hashable, Sendable {
    public let caseID: CaseID
    public let reference: String
    public let stage: StageID
    /// The time limit; `nil` for a step without one.
    public let deadline: DeadlineKey?
    /// What is owed, in words.
    public let title: String
    public let owner: RoleID
    public let dueOn: CivilDate?
    public let isOverdue: Bool
    /// Whether the asking person holds the owner's role on this case.
    public let isMine: Bool
    /// The person or desk it is assigned to, where that is visible.
    public let assignee: String?
}

/// What is due on a case: who owes which step by when; soonest first.
public func dueSteps(on state: CaseState, for party: Party, in context: DecisionContext) -> [InboxEntry] { [] }

/// How a date came about, as sentences: event, counting, skipped days, pauses, source, owner, lapse.
public func explanation(of deadline: Deadline, on state: CaseState, in context: DecisionContext) -> [String] { [] }

/// Numbers that the server issues: `NTB-2026-00042-K`.
public enum CaseNumber {
    public static func make(prefix: String, year: Int, serial: Int) -> String { "" }
    /// Whether the check character fits.
    public static func isWellFormed(_ text: String) -> Bool { false }
}
