/// A fact of a case's history, with everything that it changes: complete, computed dates included, so that making it
/// true never asks the procedure again.
///
/// Wire: `{"type":"acted",…}`, the members of the payload beside `type`. An unknown type is refused by name.
public enum CaseEvent: Hashable, Sendable {
    case opened(CaseFact)
    case acted(CaseFact)
    case edited(CaseFact)
    /// A case that ran elsewhere was taken over, with the facts that its source tells.
    case historyRecorded(RecordedHistory)
    case noteAdded(MadeRow)
    /// A file was attached; its bytes come on their own.
    case evidenceAdded(MadeRow)
    /// A person or a desk was given the case, for the first time at this desk.
    case assigned(MadeRow)
    case reassigned(RowAmendment)
    case partyAdded(MadeRow)
    case partyAmended(RowAmendment)
    /// Something could not be applied and waits for a person.
    case conflictKept(MadeRow)
    case conflictSettled(RowAmendment)
    case clockStarted(MadeRow)
    case clockPaused(RowAmendment)
    case clockResumed(RowAmendment)
    /// Met, lapsed or cancelled.
    case clockEnded(RowAmendment)
    case proposalMade(MadeRow)
    /// Accepted or declined.
    case proposalSettled(RowAmendment)
    case cardPublished(MadeRow)
    /// Published again, with another text.
    case cardRepublished(RowAmendment)
    /// The public name of the case's stage changed.
    case cardStatusChanged(RowAmendment)
    case cardWithdrawn(RowAmendment)
    /// The case was linked to another; one row in each compartment that is told of it.
    case linkMade(MadeRow)
    /// Undone, or what it carries changed.
    case linkChanged(RowAmendment)
    /// A text was prepared for the public.
    case textDrafted(MadeRow)
    /// Marked anew, released or dropped.
    case draftChanged(RowAmendment)
    /// A text became public.
    case textReleased(MadeRow)
    /// A public text was corrected by another, or withdrawn.
    case textChanged(RowAmendment)
    /// Somebody said why something is kept in confidence.
    case confidenceClaimed(MadeRow)
    /// The claim ended, was replaced or given up.
    case confidenceChanged(RowAmendment)
    /// Somebody asked to be told who complained.
    case unsealingAsked(MadeRow)
    /// Agreed to, refused or over.
    case unsealingChanged(RowAmendment)
}

/// Who did what, as which stage change, when in law and when it was recorded.
public struct Deed: Hashable, Sendable, Codable {
    public var action: ActionID
    public var by: UserID
    public var role: RoleID
    public var from: StageID?
    public var to: StageID?
    /// The legal date, as far as it is known; `nil` when it is not, which only recorded history may be.
    public var occurredOn: PartialDate?
    public var recordedAt: Timestamp

    public init(
        action: ActionID, by: UserID, role: RoleID, from: StageID?, to: StageID?, occurredOn: PartialDate?,
        recordedAt: Timestamp
    ) {
        self.action = action
        self.by = by
        self.role = role
        self.from = from
        self.to = to
        self.occurredOn = occurredOn
        self.recordedAt = recordedAt
    }
}

/// What one compartment is told of a deed: an immutable `event` row. A deed that touches several classes has one in each.
public struct EventEntry: Hashable, Sendable, Codable {
    public var id: RowID
    public var compartment: Compartment
    /// The name that this compartment may read: a trader's own only where it is sealed.
    public var byName: String
    /// The deed's fields of this class.
    public var fields: [String: JSONValue]

    public init(id: RowID, compartment: Compartment, byName: String, fields: [String: JSONValue]) {
        self.id = id
        self.compartment = compartment
        self.byName = byName
        self.fields = fields
    }
}

/// A deed and what each compartment is told of it.
public struct RecordedDeed: Hashable, Sendable, Codable {
    public var deed: Deed
    public var entries: [EventEntry]

    public init(deed: Deed, entries: [EventEntry]) {
        self.deed = deed
        self.entries = entries
    }
}

/// A deed on a case and what it changes on the case's header; `null` removes a field.
public struct CaseFact: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var header: [String: JSONValue]
    public var recorded: RecordedDeed

    public init(caseID: CaseID, header: [String: JSONValue], recorded: RecordedDeed) {
        self.caseID = caseID
        self.header = header
        self.recorded = recorded
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case header, recorded
    }
}

/// A whole history from elsewhere: the header and its deeds, in the order of the source.
public struct RecordedHistory: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var header: [String: JSONValue]
    public var deeds: [RecordedDeed]

    public init(caseID: CaseID, header: [String: JSONValue], deeds: [RecordedDeed]) {
        self.caseID = caseID
        self.header = header
        self.deeds = deeds
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case header, deeds
    }
}

/// A row came to be.
public struct MadeRow: Hashable, Sendable, Codable {
    public var id: RowID
    public var compartment: Compartment
    public var fields: [String: JSONValue]

    public init(id: RowID, compartment: Compartment, fields: [String: JSONValue]) {
        self.id = id
        self.compartment = compartment
        self.fields = fields
    }
}

/// Fields of a row changed; `null` removes one.
public struct RowAmendment: Hashable, Sendable, Codable {
    public var id: RowID
    public var fields: [String: JSONValue]

    public init(id: RowID, fields: [String: JSONValue]) {
        self.id = id
        self.fields = fields
    }
}
