/// Asks for digests of what a person sees: of each of their audiences, or of parts of these.
public struct DigestRequest: Hashable, Sendable, Codable {
    public var replica: ReplicaID
    public var epoch: String
    /// Parts of audiences, at most ``asksMax``; none asks for the sum of each audience of the person.
    public var ask: [DigestAsk]

    public static let asksMax = 64

    public init(replica: ReplicaID, epoch: String, ask: [DigestAsk]) {
        self.replica = replica
        self.epoch = epoch
        self.ask = ask
    }
}

/// A part of an audience: the compartments whose ``DigestHashing/path(of:)`` begins like this.
public struct DigestAsk: Hashable, Sendable, Codable {
    public var aud: AudienceID
    /// 0…32 hexadecimal digits.
    public var at: String

    public init(aud: AudienceID, at: String) {
        self.aud = aud
        self.at = at
    }
}

/// Digests as of one snapshot.
public struct DigestReply: Hashable, Sendable, Codable {
    /// From where a replica would pull that holds just what this snapshot shows.
    public var next: String
    /// What was asked for. Of a part with at most ``listMax`` compartments, each of them; else its 16 parts. Empty parts
    /// are left out, and so is what the person does not see: the two look alike.
    public var nodes: [DigestNode]

    /// What of the question was not looked at, since it would have taken too long: ask for it again. `nil` for nothing.
    public var rest: [DigestAsk]?

    public static let listMax = 64

    public init(next: String, nodes: [DigestNode], rest: [DigestAsk]? = nil) {
        self.next = next
        self.nodes = nodes
        self.rest = rest
    }
}

/// The digest of one compartment, or of all compartments in a part of an audience.
public struct DigestNode: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
        /// All compartments whose path begins like this; the whole audience when empty.
        case part(String)
        case compartment(Compartment)
    }

    public var aud: AudienceID
    public var place: Place
    public var digest: DigestSum

    public init(aud: AudienceID, _ place: Place, _ digest: DigestSum) {
        self.aud = aud
        self.place = place
        self.digest = digest
    }
}

extension DigestNode: Codable {
    private enum Key: String, CodingKey { case aud, at, comp, count, sum }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        aud = try members.decode(AudienceID.self, forKey: .aud)
        if let compartment = try members.decodeIfPresent(Compartment.self, forKey: .comp) {
            place = .compartment(compartment)
        } else {
            place = .part(try members.decode(String.self, forKey: .at))
        }
        let count = try members.decode(Int.self, forKey: .count)
        guard count >= 0, let digest = DigestSum(count: count, hex: try members.decode(String.self, forKey: .sum))
        else { throw DecodingError.dataCorruptedError(forKey: .sum, in: members, debugDescription: "not a digest") }
        self.digest = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(aud, forKey: .aud)
        switch place {
        case .part(let path): try members.encode(path, forKey: .at)
        case .compartment(let compartment): try members.encode(compartment, forKey: .comp)
        }
        try members.encode(digest.count, forKey: .count)
        try members.encode(digest.hex, forKey: .sum)
    }
}
