public import CaseProtocol

/// A time limit as a procedure states it.
public struct DeadlineSpec: Hashable, Sendable {
    public let key: DeadlineKey
    public let kind: DeadlineKind
    public let length: Length
    /// The case role that owes the step.
    public let owner: RoleID
    /// Who owes it instead where one country is on both sides; `nil` for ``owner``.
    public let nationalOwner: RoleID?
    public let lapse: Lapse
    /// What people call it.
    public let title: String
    public let source: LegalSource
    /// A field of the opening that holds the day from which it counts; `nil` for the day of the act.
    public let countsFrom: FieldID?
    /// A field of the header that holds the day from which it counts on history that is adopted; `nil` for the day of
    /// adoption.
    public let adoptedFrom: FieldID?
    /// Whether the system acts when it lapses; off where the figure is unconfirmed.
    public let isEnforced: Bool

    public init(
        _ key: DeadlineKey, _ kind: DeadlineKind, _ length: Length, owner: RoleID,
        nationalOwner: RoleID? = nil, countsFrom: FieldID? = nil, adoptedFrom: FieldID? = nil, lapse: Lapse,
        title: String, source: LegalSource,
        isEnforced: Bool = true
    ) {
        self.key = key
        self.kind = kind
        self.length = length
        self.owner = owner
        self.nationalOwner = nationalOwner
        self.countsFrom = countsFrom
        self.adoptedFrom = adoptedFrom
        self.lapse = lapse
        self.title = title
        self.source = source
        self.isEnforced = isEnforced
    }

    /// How long, and counted how. The event day is day 0.
    public enum Length: Hashable, Sendable {
        case workingDays(Int)
        case calendarDays(Int)
        case months(Int)
        /// Up to and including the date in a field of the act that starts it.
        case until(FieldID)
    }

    /// What happens when the last day is over.
    public enum Lapse: Hashable, Sendable {
        /// The system takes this action.
        case act(ActionID)
        /// The limit is marked as lapsed and the step is owed by this role as well.
        case escalate(to: RoleID)
        /// The right is gone; nothing else happens.
        case rightEnds
    }
}

/// What passing a date means (`procedures.md` 0.2).
public enum DeadlineKind: String, Hashable, Sendable, CaseIterable {
    /// The owner is late; often a right opens for the other side.
    case obligation
    /// Nothing may happen before the date.
    case gate
    /// A right lapses.
    case window
    /// A measure or stage expires by itself.
    case cap
    /// A soft aim; an overrun must be explained.
    case target
}
