/// What the server says of itself before a conversation.
public struct Hello: Hashable, Sendable, Codable {
    public var proto: ProtocolRange
    /// Names the server's history; another one after a restore.
    public var epoch: String
    public var now: Timestamp
    public var limits: Limits
    public var features: [String]

    public init(proto: ProtocolRange, epoch: String, now: Timestamp, limits: Limits, features: [String]) {
        self.proto = proto
        self.epoch = epoch
        self.now = now
        self.limits = limits
        self.features = features
    }
}

/// Commands of one replica, in order.
public struct PushRequest: Hashable, Sendable, Codable {
    public var replica: ReplicaID
    public var epoch: String
    /// The highest number whose outcome this replica has seen by pull.
    public var acked: Int
    public var commands: [CommandEnvelope]
    /// Asks for a page of the same replica in the same answer, from a snapshot after the commands (since 1.1). The answer is
    /// then ``PushReply/lineBytes()`` and the lines of the page; only the former when there is no page for this request.
    public var pull: PullRequest?
    /// The `mid` of the command one number below the first, as this replica knows it: the server refuses the push with
    /// ``ProblemCode/mutationMismatch`` if it has another one there. Sent to a history that is new to the replica: a copy of
    /// it may have used its numbers since. Since 1.1.
    public var prior: CommandID?

    public init(
        replica: ReplicaID, epoch: String, acked: Int, commands: [CommandEnvelope], pull: PullRequest? = nil,
        prior: CommandID? = nil
    ) {
        self.prior = prior
        self.replica = replica
        self.epoch = epoch
        self.acked = acked
        self.commands = commands
        self.pull = pull
    }
}

/// What became of a push: a hint for people; the authoritative answer comes by pull, with the data.
public struct PushReply: Hashable, Sendable, Codable {
    /// The highest number that the server has decided.
    public var last: Int
    public var out: [OutcomeRecord]

    public init(last: Int, out: [OutcomeRecord]) {
        self.last = last
        self.out = out
    }

    /// The reply as the first line of an answer that holds a page as well, without its newline: `{"op":"pushed",…}`.
    public func lineBytes() throws -> [UInt8] {
        var members = try JSONValue(parsing: try CanonicalJSON.encode(self)).object ?? [:]
        members["op"] = "pushed"
        return JSONValue.object(members).canonicalBytes
    }
}

/// Asks for what changed past a cursor.
public struct PullRequest: Hashable, Sendable, Codable {
    public var replica: ReplicaID
    /// As the last page gave it; `nil` for a first sync.
    public var cursor: String?
    /// The highest number whose outcome this replica has seen by pull; later ones come with the last page.
    public var acked: Int
    /// The page size wanted, in bytes; the server's limit applies.
    public var pageBytes: Int?
    /// Compartments to send whole before anything else, at most ``againMax``: those that the digests tell apart. Of one
    /// that is not to be seen, or not there, `leave` comes. The same list is sent with each page until all have come.
    /// Needs a cursor. Since 1.1.
    public var again: [Compartment]?
    /// Asks for ``PullTrailer/lastMid``; then there is always a page. Since 1.1.
    public var lastMid: Bool?

    public static let againMax = 64

    public init(
        replica: ReplicaID, cursor: String?, acked: Int, pageBytes: Int? = nil, again: [Compartment]? = nil,
        lastMid: Bool? = nil
    ) {
        self.lastMid = lastMid
        self.replica = replica
        self.cursor = cursor
        self.acked = acked
        self.pageBytes = pageBytes
        self.again = again
    }
}

/// One line of a page. A page is newline-separated JSON: operations, rows as stored, and a trailer; without its trailer it is discarded.
public enum PullLine: Hashable, Sendable {
    /// The compartment is no longer yours to see: drop all its rows. Comes first.
    case leave(Compartment)
    /// The compartment is yours to see from now on, through these audiences: drop what you hold of it; its rows follow.
    case enter(Compartment, audiences: [AudienceID])
    /// The compartment stays yours to see, through these audiences from now on. Since 1.1.
    case audiences(Compartment, [AudienceID])
    /// A row as it is now.
    case row(Row)
    /// The row is gone from this compartment.
    case gone(RowID, Compartment)
    /// The end of the page.
    case end(PullTrailer)
}

/// The last line of a page.
public struct PullTrailer: Hashable, Sendable, Codable {
    /// Where the next pull continues; opaque and of fixed length.
    public var next: String
    /// Whether everything up to one server snapshot has now been sent: only then do staged pages become visible.
    public var complete: Bool
    /// How many lines came before this one.
    public var count: Int
    /// The highest number of this replica that the server has decided, as of the same snapshot.
    public var last: Int
    /// Outcomes past `acked`, as of the same snapshot; on a complete page only.
    public var out: [OutcomeRecord]
    /// The moment of the snapshot.
    public var asOf: Timestamp
    /// On a complete page, ``DigestHashing/root(of:)`` of what the person sees in the snapshot. Since 1.1.
    public var dig: String?
    /// On a complete page, where it was asked for: the `mid` under which the sender knows the command numbered ``last``.
    /// Since 1.1.
    public var lastMid: CommandID?

    public init(
        next: String, complete: Bool, count: Int, last: Int, out: [OutcomeRecord], asOf: Timestamp, dig: String? = nil,
        lastMid: CommandID? = nil
    ) {
        self.lastMid = lastMid
        self.next = next
        self.complete = complete
        self.count = count
        self.last = last
        self.out = out
        self.asOf = asOf
        self.dig = dig
    }
}
