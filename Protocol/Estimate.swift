/// What a pull would bring until its round is complete, asked before it begins: a request is a ``PullRequest`` (since 1.1).
public struct EstimateReply: Hashable, Sendable, Codable {
    /// Rows, and lines that take something away.
    public var rows: Int
    /// What they take on the wire, packed, in bytes: an estimate always.
    public var bytes: Int
    /// How many compartments they are of.
    public var compartments: Int
    /// Whether every row was counted; beyond 20,000 the rest is taken to be like the beginning.
    public var isExact: Bool

    public init(rows: Int, bytes: Int, compartments: Int, isExact: Bool) {
        self.rows = rows
        self.bytes = bytes
        self.compartments = compartments
        self.isExact = isExact
    }
}
