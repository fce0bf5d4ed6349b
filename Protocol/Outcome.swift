/// What the server decided of a command. Wire: `{"type":"rejected","problem":{…}}`.
public enum Outcome: Hashable, Sendable {
    case applied
    /// Applied with stated changes, for example because the other side did the same already.
    case merged(notes: [String])
    /// Kept on the case for a person to settle; official state untouched.
    case conflict(Problem)
    /// Refused; kept for its author.
    case rejected(Problem)
    /// Not decided: try again later. The number is not used up.
    case deferred(Problem)

    /// Whether the command's effect stands.
    public var isInEffect: Bool {
        switch self {
        case .applied, .merged: true
        case .conflict, .rejected, .deferred: false
        }
    }

    public var problem: Problem? {
        switch self {
        case .applied, .merged: nil
        case .conflict(let problem), .rejected(let problem), .deferred(let problem): problem
        }
    }
}

extension Outcome: Codable {
    private enum Key: String, CodingKey { case type, problem, notes }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let type = try container.decode(String.self, forKey: .type)
        switch type {
        case "applied": self = .applied
        case "merged": self = .merged(notes: try container.decodeIfPresent([String].self, forKey: .notes) ?? [])
        case "conflict": self = .conflict(try container.decode(Problem.self, forKey: .problem))
        case "rejected": self = .rejected(try container.decode(Problem.self, forKey: .problem))
        case "deferred": self = .deferred(try container.decode(Problem.self, forKey: .problem))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "unknown outcome \(type)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .applied: try container.encode("applied", forKey: .type)
        case .merged(let notes):
            try container.encode("merged", forKey: .type)
            try container.encode(notes, forKey: .notes)
        case .conflict(let problem):
            try container.encode("conflict", forKey: .type)
            try container.encode(problem, forKey: .problem)
        case .rejected(let problem):
            try container.encode("rejected", forKey: .type)
            try container.encode(problem, forKey: .problem)
        case .deferred(let problem):
            try container.encode("deferred", forKey: .type)
            try container.encode(problem, forKey: .problem)
        }
    }
}

/// An outcome and the command that it answers.
public struct OutcomeRecord: Hashable, Sendable, Codable {
    public var n: Int
    public var mid: CommandID
    public var outcome: Outcome

    public init(n: Int, mid: CommandID, outcome: Outcome) {
        self.n = n
        self.mid = mid
        self.outcome = outcome
    }
}
