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
}

/// A condition of a rule, checked after role and stage. Answers yes, no, or unknown where a client cannot see enough.
public enum Guard: Hashable, Sendable {
    /// The country on both sides is one and the same.
    case nationalMatter
    /// Two countries are concerned.
    case twoSides
    /// The named time limit has lapsed.
    case lapsed(DeadlineKey)
    /// The named time limit is running or paused and its last day is not over.
    case within(DeadlineKey)
    /// The time limit that the act names runs, and its last day is over.
    case namedOverdue
    /// The first stage of the case was a lead.
    case fromLead
    /// Nobody filed it here: it is imported history.
    case noFiler
    /// It is not known in which country the trader is hurt.
    case noReportingCountry
    /// Whoever made the pending proposal of this kind may not settle it.
    case notProposer(ProposalKind)
    /// Whoever brought the case to its stage by this action does not take this one.
    case notActor(ActionID)
    /// They hold the role for the country on this side.
    case actsFor(CaseSide, as: RoleID)
    /// A proposal of this kind is pending.
    case pending(ProposalKind)
    /// No proposal of this kind is pending.
    case nonePending(ProposalKind)
    /// A public card stands.
    case cardPublished
    /// The text in the field, or of the pending card, and the place and product that a card shows hold no name or contact
    /// of a protected complainant.
    case hidesComplainant(FieldID)
    /// The act gives the field only where the case lacks it.
    case onlyMissing(FieldID)
    /// The case is imported history that nobody has adopted.
    case notAdopted
    /// The case is suspended.
    case suspended
}

/// One of the two countries of a case.
public enum CaseSide: String, Hashable, Sendable { case reporting, imposing }

/// What is proposed by one person and settled by another.
public enum ProposalKind: String, Hashable, Sendable { case resolution, card, cardWithdrawal }

/// What a rule does beside moving the case.
public enum Effect: Hashable, Sendable {
    case start(DeadlineKey)
    /// The time limit's obligation is done.
    case meet(DeadlineKey)
    case pause(DeadlineKey)
    case resume(DeadlineKey)
    case cancel(DeadlineKey)
    /// Ends the time limit as lapsed.
    case lapse(DeadlineKey)
    /// Marks the time limit that the act names as lapsed.
    case lapseNamed
    /// Freezes running obligations and targets, never caps, gates or windows (ruling 1).
    case suspend
    case resumeSuspended
    /// The server issues the final number.
    case issueNumber
    /// Marks the day of filing.
    case markSubmitted
    /// Marks the day of formal transmission: the imposing side sees the case from then on.
    case markTransmitted
    case propose(ProposalKind)
    case settle(ProposalKind)
    case rejectProposal(ProposalKind)
    /// Makes the pending card public.
    case publishCard
    case withdrawCard
    /// Clocks of the present stage start; ends the state of imported history.
    case adopt
    /// Sets a flag on the header.
    case flag(FieldID)
    /// Removes a flag or a field from the header.
    case clear(FieldID)
    /// Lets the imposing country's focal point know who complains, if the complainant agreed to that.
    case shareIdentity
    /// The server takes this action at once, as `system`.
    case followUp(ActionID)
}

/// Authority and provenance of a rule or a time limit.
public struct LegalSource: Hashable, Sendable {
    /// `V`, `V2`, `R-H`, `R-M`, `R-L`: verified or recalled; `D`: our design default, not law.
    public enum Provenance: String, Hashable, Sendable {
        case verified = "V"
        case secondary = "V2"
        case recalledHigh = "R-H"
        case recalledMedium = "R-M"
        case recalledLow = "R-L"
        case design = "D"
    }

    /// Article, page or practice.
    public let authority: String
    public let provenance: Provenance

    public init(_ authority: String, _ provenance: Provenance) {
        self.authority = authority
        self.provenance = provenance
    }
}
