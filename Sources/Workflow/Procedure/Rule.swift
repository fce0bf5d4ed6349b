public import CaseProtocol

/// One permitted move.
public struct Rule: Hashable, Sendable {
    public let action: ActionID
    public let from: Origin
    public let to: Destination
    public let roles: [RoleID]
    /// Fields that must be given.
    public let requires: [FieldID]
    /// Fields that may be given.
    public let accepts: [FieldID]
    /// Shorter words under which this act takes fields, where they can mean only one: `contact` of an acknowledgement.
    public let alsoCalled: [FieldID: FieldID]
    /// The words that this rule takes for a field of free text.
    public let choices: [FieldID: [String]]
    /// Fields that must be given when another has a certain value.
    public let requiresWhen: [ConditionalField]
    public let guards: [Guard]
    public let effects: [Effect]
    /// The class in which the act is recorded: its fields of class `parties` go there too.
    public let record: ConfidentialityClass
    /// Whether an act from a stale stage may still be applied where the case stands now, if this rule allows it there.
    public let isRebaseable: Bool
    /// Whether it is taken on a suspended case.
    public let worksSuspended: Bool
    /// Where the law or practice says so.
    public let source: LegalSource

    public init(
        _ action: ActionID, from: Origin, to: Destination, by roles: [RoleID], requires: [FieldID] = [],
        accepts: [FieldID] = [], alsoCalled: [FieldID: FieldID] = [:], choices: [FieldID: [String]] = [:],
        requiresWhen: [ConditionalField] = [], guards: [Guard] = [], effects: [Effect] = [],
        record: ConfidentialityClass = .parties, isRebaseable: Bool = false, worksSuspended: Bool = false,
        source: LegalSource
    ) {
        self.action = action
        self.from = from
        self.to = to
        self.roles = roles
        self.requires = requires
        self.accepts = accepts
        self.alsoCalled = alsoCalled
        self.choices = choices
        self.requiresWhen = requiresWhen
        self.guards = guards
        self.effects = effects
        self.record = record
        self.isRebaseable = isRebaseable
        self.worksSuspended = worksSuspended
        self.source = source
    }
}

/// A field that must be given when another has a certain value, as the original when a report is a duplicate.
public struct ConditionalField: Hashable, Sendable {
    public let field: FieldID
    public let other: FieldID
    public let value: String

    public init(_ field: FieldID, when other: FieldID, is value: String) {
        self.field = field
        self.other = other
        self.value = value
    }
}

/// The stages that a rule starts from.
public enum Origin: Hashable, Sendable {
    /// No case yet: the rule opens one.
    case nothing
    case stages([StageID])
    /// Every stage that has not ended.
    case anyOpen
    /// Every stage at all, ended ones too.
    case any

    public func includes(_ stage: Stage) -> Bool {
        switch self {
        case .nothing: false
        case .stages(let stages): stages.contains(stage.id)
        case .anyOpen: !stage.isFinal
        case .any: true
        }
    }
}

/// The stage that a rule leads to.
public enum Destination: Hashable, Sendable {
    case stage(StageID)
    case stay
    /// By the value of a field of the pending resolution proposal.
    case byProposal(field: FieldID, [String: StageID], otherwise: StageID)
    /// By the word that the act gives for a field.
    case byField(FieldID, [String: StageID], otherwise: StageID)
    /// Back to the stage that ``Effect/keepStage`` remembered; where none was, it stays.
    case back(among: [StageID])
}
