public import CaseProtocol

/// A legal procedure as data: stages, the moves between them, time limits and fields. Denied unless a rule allows it.
///
/// Values only: no expressions and no closures, so that an authority can load its own.
public struct Procedure: Hashable, Sendable {
    public let id: ProcedureID
    public let version: Int
    public let title: String
    /// The first letters of the numbers that it issues, such as `NTB`.
    public let numberPrefix: String
    /// Who gets onto its cases, and sees what of them.
    public let cast: Cast
    /// Whose working days count where a time limit does not say.
    public let calendar: CalendarChoice
    public let stages: [Stage]
    public let rules: [Rule]
    public let deadlines: [DeadlineSpec]
    public let fields: [FieldSpec]
    /// Fields of the header that may be edited, by whom, at which stages.
    public let edits: [EditRule]
    /// Fields that go together when two people change them, where this table says otherwise than ``MergeGroup/standard``.
    public let mergeGroups: [MergeGroup]

    public init(
        id: ProcedureID, version: Int, title: String, numberPrefix: String, cast: Cast = .complaint(),
        calendar: CalendarChoice = .named(.weekdays), stages: [Stage], rules: [Rule], deadlines: [DeadlineSpec],
        fields: [FieldSpec], edits: [EditRule], mergeGroups: [MergeGroup] = []
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.numberPrefix = numberPrefix
        self.cast = cast
        self.calendar = calendar
        self.stages = stages
        self.rules = rules
        self.deadlines = deadlines
        self.fields = fields
        self.edits = edits
        self.mergeGroups = mergeGroups
    }

    public func stage(_ id: StageID) -> Stage? { stages.first { $0.id == id } }
    public func field(_ id: FieldID) -> FieldSpec? { fields.first { $0.id == id } }
    public func deadline(_ key: DeadlineKey) -> DeadlineSpec? { deadlines.first { $0.key == key } }

    /// The rules for `action`, in table order.
    public func rules(for action: ActionID) -> [Rule] { rules.filter { $0.action == action } }

    /// The rules that `role` may use at `stage`, in table order.
    public func moves(at stage: StageID, for role: RoleID) -> [Rule] {
        guard let stage = self.stage(stage) else { return [] }
        return rules.filter { $0.from.includes(stage) && $0.roles.contains(role) }
    }
}

/// Where a case can stand.
public struct Stage: Hashable, Sendable {
    public let id: StageID
    /// What the public register calls it; `nil` where nothing is public.
    public let publicName: String?
    /// Whether the case has ended here; left only by a rule that names this stage.
    public let isFinal: Bool
    /// The case role that owes the next step; `nil` where nobody does.
    public let owner: RoleID?
    /// A sentence for people: what happens here.
    public let summary: String
    /// The time limits that start when imported history is adopted at this stage.
    public let clocks: [DeadlineKey]
    /// Whether a case that ran elsewhere may stand here: not where the next step rests on what is not taken over, such as a
    /// filer's draft or the proposal of a resolution.
    public let takesHistory: Bool

    public init(
        _ id: StageID, public publicName: String?, isFinal: Bool = false, owner: RoleID?, clocks: [DeadlineKey] = [],
        takesHistory: Bool = true, _ summary: String
    ) {
        self.id = id
        self.publicName = publicName
        self.isFinal = isFinal
        self.owner = owner
        self.clocks = clocks
        self.takesHistory = takesHistory
        self.summary = summary
    }
}

/// Who may edit which fields of the header, and where.
public struct EditRule: Hashable, Sendable {
    public let fields: [FieldID]
    public let roles: [RoleID]
    public let from: Origin
    /// Whether it is only for fields of which the case holds no usable value.
    public let onlyUnknown: Bool

    public init(_ fields: [FieldID], by roles: [RoleID], from: Origin, onlyUnknown: Bool = false) {
        self.fields = fields
        self.roles = roles
        self.from = from
        self.onlyUnknown = onlyUnknown
    }
}
