extension CaseEvent: Codable {
    private enum Key: String, CodingKey { case type }

    /// The word on the wire.
    public var type: String {
        switch self {
        case .opened: "opened"
        case .acted: "acted"
        case .edited: "edited"
        case .historyRecorded: "historyRecorded"
        case .noteAdded: "noteAdded"
        case .evidenceAdded: "evidenceAdded"
        case .assigned: "assigned"
        case .reassigned: "reassigned"
        case .partyAdded: "partyAdded"
        case .partyAmended: "partyAmended"
        case .conflictKept: "conflictKept"
        case .conflictSettled: "conflictSettled"
        case .clockStarted: "clockStarted"
        case .clockPaused: "clockPaused"
        case .clockResumed: "clockResumed"
        case .clockEnded: "clockEnded"
        case .proposalMade: "proposalMade"
        case .proposalSettled: "proposalSettled"
        case .cardPublished: "cardPublished"
        case .cardRepublished: "cardRepublished"
        case .cardStatusChanged: "cardStatusChanged"
        case .cardWithdrawn: "cardWithdrawn"
        case .linkMade: "linkMade"
        case .linkChanged: "linkChanged"
        case .textDrafted: "textDrafted"
        case .draftChanged: "draftChanged"
        case .textReleased: "textReleased"
        case .textChanged: "textChanged"
        case .confidenceClaimed: "confidenceClaimed"
        case .confidenceChanged: "confidenceChanged"
        case .unsealingAsked: "unsealingAsked"
        case .unsealingChanged: "unsealingChanged"
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let type = try container.decode(String.self, forKey: .type)
        switch type {
        case "opened": self = .opened(try CaseFact(from: decoder))
        case "acted": self = .acted(try CaseFact(from: decoder))
        case "edited": self = .edited(try CaseFact(from: decoder))
        case "historyRecorded": self = .historyRecorded(try RecordedHistory(from: decoder))
        case "noteAdded": self = .noteAdded(try MadeRow(from: decoder))
        case "evidenceAdded": self = .evidenceAdded(try MadeRow(from: decoder))
        case "assigned": self = .assigned(try MadeRow(from: decoder))
        case "reassigned": self = .reassigned(try RowAmendment(from: decoder))
        case "partyAdded": self = .partyAdded(try MadeRow(from: decoder))
        case "partyAmended": self = .partyAmended(try RowAmendment(from: decoder))
        case "conflictKept": self = .conflictKept(try MadeRow(from: decoder))
        case "conflictSettled": self = .conflictSettled(try RowAmendment(from: decoder))
        case "clockStarted": self = .clockStarted(try MadeRow(from: decoder))
        case "clockPaused": self = .clockPaused(try RowAmendment(from: decoder))
        case "clockResumed": self = .clockResumed(try RowAmendment(from: decoder))
        case "clockEnded": self = .clockEnded(try RowAmendment(from: decoder))
        case "proposalMade": self = .proposalMade(try MadeRow(from: decoder))
        case "proposalSettled": self = .proposalSettled(try RowAmendment(from: decoder))
        case "cardPublished": self = .cardPublished(try MadeRow(from: decoder))
        case "cardRepublished": self = .cardRepublished(try RowAmendment(from: decoder))
        case "cardStatusChanged": self = .cardStatusChanged(try RowAmendment(from: decoder))
        case "cardWithdrawn": self = .cardWithdrawn(try RowAmendment(from: decoder))
        case "linkMade": self = .linkMade(try MadeRow(from: decoder))
        case "linkChanged": self = .linkChanged(try RowAmendment(from: decoder))
        case "textDrafted": self = .textDrafted(try MadeRow(from: decoder))
        case "draftChanged": self = .draftChanged(try RowAmendment(from: decoder))
        case "textReleased": self = .textReleased(try MadeRow(from: decoder))
        case "textChanged": self = .textChanged(try RowAmendment(from: decoder))
        case "confidenceClaimed": self = .confidenceClaimed(try MadeRow(from: decoder))
        case "confidenceChanged": self = .confidenceChanged(try RowAmendment(from: decoder))
        case "unsealingAsked": self = .unsealingAsked(try MadeRow(from: decoder))
        case "unsealingChanged": self = .unsealingChanged(try RowAmendment(from: decoder))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "unknown event \(type)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(type, forKey: .type)
        switch self {
        case .opened(let fact), .acted(let fact), .edited(let fact): try fact.encode(to: encoder)
        case .historyRecorded(let history): try history.encode(to: encoder)
        case .noteAdded(let row), .evidenceAdded(let row), .assigned(let row), .partyAdded(let row),
            .conflictKept(let row),
            .clockStarted(let row), .proposalMade(let row), .cardPublished(let row), .linkMade(let row),
            .textDrafted(let row), .textReleased(let row), .confidenceClaimed(let row), .unsealingAsked(let row):
            try row.encode(to: encoder)
        case .reassigned(let change), .partyAmended(let change), .conflictSettled(let change),
            .clockPaused(let change), .clockResumed(let change), .clockEnded(let change),
            .proposalSettled(let change), .cardRepublished(let change), .cardStatusChanged(let change),
            .cardWithdrawn(let change), .linkChanged(let change), .draftChanged(let change),
            .textChanged(let change), .confidenceChanged(let change), .unsealingChanged(let change):
            try change.encode(to: encoder)
        }
    }
}
