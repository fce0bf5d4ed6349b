/// The administrator's verbs on bundles. Paths are absolute, of the server's machine.
public struct BundleWork: Hashable, Sendable, Codable {
    /// The device's bundle.
    public var input: String?
    /// Whether to perform the commands of ``input``; otherwise it only says whom to answer, and from where.
    public var isImported: Bool
    /// Answers this replica's last bundle, where there is no ``input``.
    public var replica: ReplicaID?
    /// Where the answer goes; `nil` for none. Later parts get `.2`, `.3`… after it.
    public var output: String?
    /// The size at which a part of the answer ends.
    public var partBytesMax: Int?

    public init(
        input: String? = nil, isImported: Bool = false, replica: ReplicaID? = nil, output: String? = nil,
        partBytesMax: Int? = nil
    ) {
        self.input = input
        self.isImported = isImported
        self.replica = replica
        self.output = output
        self.partBytesMax = partBytesMax
    }
}

/// What became of a bundle at the server.
public struct BundleReport: Hashable, Sendable, Codable {
    public var replica: ReplicaID
    /// The account's name.
    public var user: String
    /// Commands that were in it; those decided before are among them.
    public var commands = 0
    /// How many of them are in effect.
    public var applied = 0
    /// How many were rejected or are in conflict: their author learns why.
    public var refused = 0
    /// How many wait for a later try.
    public var deferred = 0
    /// Files of evidence that came whole; `nil` for none.
    public var evidence: Int?
    /// Why the commands were not taken, or not all of them.
    public var problem: Problem?
    /// The bundles that were written, in order.
    public var files: [File] = []

    /// A bundle that was written.
    public struct File: Hashable, Sendable, Codable {
        public var path: String
        public var bytes: Int

        public init(path: String, bytes: Int) {
            self.path = path
            self.bytes = bytes
        }
    }

    public init(replica: ReplicaID, user: String) {
        self.replica = replica
        self.user = user
    }

    /// Counts outcomes.
    public mutating func add(_ out: [OutcomeRecord]) {
        for record in out {
            switch record.outcome {
            case .applied, .merged: applied += 1
            case .conflict, .rejected: refused += 1
            case .deferred: deferred += 1
            }
        }
    }
}
