public import CaseProtocol

/// What a sync did.
public struct SyncReport: Hashable, Sendable {
    /// How many commands were sent.
    public var pushed = 0
    /// Entries whose outcome came, in order of making.
    public var outcomes: [OutboxEntry] = []
    /// Cases of which something changed here, ascending; of a full round, all.
    public var casesChanged: [CaseID] = []
    /// How many settled commands the server had lost, being restored to an earlier day; they were sent again.
    public var lost = 0
    /// How many rows came.
    public var rows = 0
    /// How many bytes the pages that came took on the way, as far as the transport knows.
    public var bytes = 0
    /// How many rows are in the pages that came, whether their round is complete or not.
    public var rowsStaged = 0
    /// How many pages came.
    public var pages = 0
    /// Whether everything up to one server snapshot is here now.
    public var complete = false
    /// The moment of that snapshot.
    public var asOf: Timestamp?
    /// After how many seconds the server asks to be spoken to again; `nil` when it does not say.
    public var waitSeconds: Int?
    /// How many compartments differed from the server's and were taken anew.
    public var repaired = 0
    /// What is held and what the server shows differ, and repairs did not help or are not made any more today.
    public var digestMismatch: DigestMismatch?
    /// Whether this replica took a new id, because its database is a copy of another.
    public var renewedIdentity = false

    /// Nothing done yet.
    public init() {}

    mutating func note(waitSeconds seconds: Int?) {
        if let seconds { waitSeconds = max(seconds, waitSeconds ?? 0) }
    }

    /// Entries that a person must deal with: rejected, or in conflict.
    public var attention: [OutboxEntry] { outcomes.filter { $0.state == .attention } }
}
