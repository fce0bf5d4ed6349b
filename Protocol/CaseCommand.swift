/// What somebody wants to happen to a case: a small closed set. What a procedure calls an action is an argument.
public enum CaseCommand: Hashable, Sendable {
    case open(CaseOpen)
    case act(CaseAct)
    case edit(CaseEdit)
    case assign(CaseAssign)
    case addNote(NoteAdd)
    case addEvidence(EvidenceAdd)
    case recordHistory(HistoryRecord)
    case settle(ConflictSettle)
    case draftText(TextDraft)
    case releaseText(TextRelease)
    case withdrawText(TextWithdraw)
    case setConfidence(ConfidenceSet)
    case requestIdentity(IdentityRequest)
    case answerIdentity(IdentityAnswer)

    /// The case that it concerns.
    public var caseID: CaseID {
        switch self {
        case .open(let arguments): arguments.caseID
        case .act(let arguments): arguments.caseID
        case .edit(let arguments): arguments.caseID
        case .assign(let arguments): arguments.caseID
        case .addNote(let arguments): arguments.caseID
        case .addEvidence(let arguments): arguments.caseID
        case .recordHistory(let arguments): arguments.caseID
        case .settle(let arguments): arguments.caseID
        case .draftText(let arguments): arguments.caseID
        case .releaseText(let arguments): arguments.caseID
        case .withdrawText(let arguments): arguments.caseID
        case .setConfidence(let arguments): arguments.caseID
        case .requestIdentity(let arguments): arguments.caseID
        case .answerIdentity(let arguments): arguments.caseID
        }
    }
}

/// Opens a case at the first stage of a procedure.
public struct CaseOpen: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var procedure: ProcedureID
    /// The version that the author's client predicted with.
    public var version: Int
    /// An opening action of the procedure: `open` for a filing, `recordLead` for a phone or SMS report.
    public var action: ActionID
    /// The provisional label, `<device short code>-<counter>`.
    public var label: String?
    public var fields: [String: JSONValue]
    /// For which organisation it is filed, by one of its people; `nil` for a filing of one's own. Since 1.1.
    public var organisation: OrganisationID?

    public init(
        caseID: CaseID, procedure: ProcedureID, version: Int, action: ActionID, label: String?,
        fields: [String: JSONValue], organisation: OrganisationID? = nil
    ) {
        self.organisation = organisation
        self.caseID = caseID
        self.procedure = procedure
        self.version = version
        self.action = action
        self.label = label
        self.fields = fields
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case procedure, version, action, label, fields, organisation
    }
}

/// Takes an action of the case's procedure.
public struct CaseAct: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var action: ActionID
    /// The stage at which the author saw the case; a case that moved on is guarded again.
    public var from: StageID?
    public var fields: [String: JSONValue]
    /// The legal date of the act, when it is not the day of recording.
    public var occurredOn: CivilDate?
    /// The time limit that a lapse is about; role `system` only.
    public var deadline: DeadlineKey?

    public init(
        caseID: CaseID, action: ActionID, from: StageID?, fields: [String: JSONValue] = [:],
        occurredOn: CivilDate? = nil, deadline: DeadlineKey? = nil
    ) {
        self.caseID = caseID
        self.action = action
        self.from = from
        self.fields = fields
        self.occurredOn = occurredOn
        self.deadline = deadline
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case action, from, fields, occurredOn, deadline
    }
}

/// Changes fields of the case header, each against the revision that its author saw.
public struct CaseEdit: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// New values; `null` clears.
    public var fields: [String: JSONValue]
    /// The revision of each field that the author saw; 0 where it had no value. Beside the edited fields those that go
    /// together with one of them.
    public var base: [String: Int]
    /// What lies behind ``base`` where that is no revision of the server's, but one by the author's own earlier commands
    /// that were on the way. Since 1.1.
    public var seen: [String: SeenField]?

    public init(
        caseID: CaseID, fields: [String: JSONValue], base: [String: Int], seen: [String: SeenField]? = nil
    ) {
        self.caseID = caseID
        self.fields = fields
        self.base = base
        self.seen = seen
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case fields, base, seen
    }
}

/// A field as its author saw it, changed by commands of their own that the server had not answered.
public struct SeenField: Hashable, Sendable, Codable {
    /// The server's revision of the field, below those commands; 0 where it had no value.
    public var rev: Int
    /// The value on their screen; `nil` for none.
    public var value: JSONValue?

    public init(rev: Int, value: JSONValue?) {
        self.rev = rev
        self.value = value
    }
}

/// Gives a case to a person or a desk of the author's own government or body.
public struct CaseAssign: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var person: UserID?
    /// A role's desk, such as `focalPoint`.
    public var desk: RoleID?

    public init(caseID: CaseID, person: UserID?, desk: RoleID?) {
        self.caseID = caseID
        self.person = person
        self.desk = desk
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case person, desk
    }
}

/// Adds a remark.
public struct NoteAdd: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var note: RowID
    public var text: String
    public var confidentiality: ConfidentialityClass
    /// Why it is kept in confidence; class `confidential` only. Since 1.1.
    public var confidence: ConfidenceClaim?

    public init(
        caseID: CaseID, note: RowID, text: String, confidentiality: ConfidentialityClass,
        confidence: ConfidenceClaim? = nil
    ) {
        self.caseID = caseID
        self.note = note
        self.text = text
        self.confidentiality = confidentiality
        self.confidence = confidence
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case note, text, confidence
        case confidentiality = "class"
    }
}

/// Records a case that ran elsewhere, as far as its source tells it. Role `system` only; requires the number and nothing else.
public struct HistoryRecord: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var procedure: ProcedureID
    /// The number that the source gave it.
    public var number: String
    /// The source's own word for where the case stands; `nil` when it did not say.
    public var publishedStatus: String?
    public var stage: StageID
    public var fields: [String: JSONValue]
    public var entries: [HistoryEntry]
    /// What is odd about the source's facts, as codes; the facts are kept as they are.
    public var flags: [String]

    public init(
        caseID: CaseID, procedure: ProcedureID, number: String, publishedStatus: String?, stage: StageID,
        fields: [String: JSONValue], entries: [HistoryEntry], flags: [String]
    ) {
        self.caseID = caseID
        self.procedure = procedure
        self.number = number
        self.publishedStatus = publishedStatus
        self.stage = stage
        self.fields = fields
        self.entries = entries
        self.flags = flags
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case procedure, number, publishedStatus, stage, fields, entries, flags
    }
}

/// One fact of a recorded history, in the order of its source.
public struct HistoryEntry: Hashable, Sendable, Codable {
    /// `reported`, `incident`, `progress` or `resolved`.
    public var action: ActionID
    /// As far as known.
    public var occurredOn: PartialDate?
    /// Who, in the source's words.
    public var party: String?
    public var text: String?

    public init(action: ActionID, occurredOn: PartialDate?, party: String?, text: String?) {
        self.action = action
        self.occurredOn = occurredOn
        self.party = party
        self.text = text
    }
}
