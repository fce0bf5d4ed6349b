public import CaseProtocol

/// A time limit as a procedure states it.
public struct DeadlineSpec: Hashable, Sendable {
    public let key: DeadlineKey
    public let kind: DeadlineKind
    public let length: Length
    /// Other lengths where a field of the act or of the header has a certain value; the first that applies.
    public let variants: [Variant]
    /// The case role that owes the step.
    public let owner: RoleID
    /// Who owes it instead where one country is on both sides; `nil` for ``owner``.
    public let nationalOwner: RoleID?
    public let lapse: Lapse
    /// What people call it.
    public let title: String
    public let source: LegalSource
    /// Whom the law binds, in words, where that is none of the roles on the case: the responding party, the panel; the
    /// owner follows it up. `nil` where the owner is bound.
    public let bearer: String?
    /// A field of the act, or of the header, that holds the legal day from which it counts: of receipt, circulation,
    /// adoption; `nil` for the day of the act.
    public let countsFrom: FieldID?
    /// How many calendar days after that day the law deems the paper received; 0 where it does not.
    public let deemedDays: Int
    /// A field of the header that holds the day from which it counts on history that is adopted; `nil` for the day of
    /// adoption.
    public let adoptedFrom: FieldID?
    /// Whose working days and days of rest count; `nil` for the procedure's choice.
    public let calendar: CalendarChoice?
    /// Whether a last day that is no working day moves to the next one (ruling 3).
    public let rollsForward: Bool
    /// Of a gate: whether the first lawful day is the last day itself ("not sooner than") or the one after ("within")
    /// (ruling 4).
    public let opens: GateOpening
    /// Whether the system acts when it lapses; off where the figure is unconfirmed.
    public let isEnforced: Bool

    public init(
        _ key: DeadlineKey, _ kind: DeadlineKind, _ length: Length, variants: [Variant] = [], owner: RoleID,
        nationalOwner: RoleID? = nil, countsFrom: FieldID? = nil, deemedDays: Int = 0, adoptedFrom: FieldID? = nil,
        calendar: CalendarChoice? = nil, rollsForward: Bool = false, opens: GateOpening = .dayAfter, lapse: Lapse,
        title: String, source: LegalSource, bearer: String? = nil, isEnforced: Bool = true
    ) {
        self.key = key
        self.kind = kind
        self.length = length
        self.variants = variants
        self.owner = owner
        self.nationalOwner = nationalOwner
        self.countsFrom = countsFrom
        self.deemedDays = deemedDays
        self.adoptedFrom = adoptedFrom
        self.calendar = calendar
        self.rollsForward = rollsForward
        self.opens = opens
        self.lapse = lapse
        self.title = title
        self.source = source
        self.bearer = bearer
        // A figure that was recalled with low confidence never acts by itself, whatever a table says.
        self.isEnforced = isEnforced && source.provenance != .recalledLow
    }

    /// How long, and counted how. The event day is day 0.
    public enum Length: Hashable, Sendable {
        case workingDays(Int)
        case calendarDays(Int)
        case months(Int)
        /// Up to and including the date in a field of the act that starts it.
        case until(FieldID)
        /// Up to this many calendar days before the date in a field, as the eleventh day before a meeting (ruling 5).
        case daysBefore(Int, FieldID)
        /// The same in working days.
        case workingDaysBefore(Int, FieldID)
        /// Half of the time from the first day to the date in a field, rounded down to a whole day.
        case halfWay(to: FieldID)
    }

    /// A length that applies where a field has a value: ten days for perishable goods in place of thirty.
    public struct Variant: Hashable, Sendable {
        public let field: FieldID
        /// A word; `true` or `false` for a yes or no.
        public let value: String
        public let length: Length
        /// Where the law says so; `nil` where the limit's own source says it.
        public let source: LegalSource?

        public init(when field: FieldID, is value: String, _ length: Length, source: LegalSource? = nil) {
            self.field = field
            self.value = value
            self.length = length
            self.source = source
        }
    }

    /// What happens when the last day is over.
    public enum Lapse: Hashable, Sendable {
        /// The system takes this action.
        case act(ActionID)
        /// The limit is marked as lapsed and the step is owed by this role as well.
        case escalate(to: RoleID)
        /// The right is gone, the gate open or the aim missed; nothing else happens.
        case rightEnds
        /// The limit is marked as lapsed; its owner owes an explanation.
        case explain
    }

    public enum GateOpening: String, Hashable, Sendable, CaseIterable {
        case lastDay, dayAfter
    }
}

/// Whose calendar counts.
public enum CalendarChoice: Hashable, Sendable {
    case named(CalendarID)
    /// That of the country in this field of the act or of the header; Monday to Friday where it is not known here.
    case country(FieldID)
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
