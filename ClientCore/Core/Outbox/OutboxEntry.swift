public import CaseProtocol

/// A command that this device made, kept with what the person wrote until its outcome is known, and after.
public struct OutboxEntry: Hashable, Sendable, Codable {
    /// What is known of it here.
    public enum State: String, Hashable, Sendable, Codable {
        /// Never sent.
        case queued
        /// Sent, perhaps; its outcome has not come by pull.
        case sent
        /// In effect: ``OutboxEntry/outcome`` is `applied` or `merged`.
        case settled
        /// Rejected or in conflict: a person must deal with it; ``OutboxEntry/outcome`` says why.
        case attention
        /// Dealt with: ``OutboxEntry/closing`` says how. Kept for a while.
        case closed
    }

    /// The order of making on this device.
    public var position: Int
    /// The incarnation of the replica that ``CommandEnvelope/n`` counts in.
    public var replica: ReplicaID
    /// As sent, byte for byte.
    public var envelope: CommandEnvelope
    /// What is known of it here.
    public var state: State
    /// What the server decided; it came by pull.
    public var outcome: Outcome?
    /// The server's moment at which its outcome was taken in; from then on it is kept for ``Archive/days``.
    public var settledAt: Timestamp?
    /// Why it will probably be refused, by the rules on what is known here; the server will decide.
    public var forecast: Problem?
    /// What could not be checked here.
    public var unknowns: [String]
    /// The case it concerns.
    public var caseID: CaseID
    /// What the case was called when it was made.
    public var reference: String
    /// Why it is off the list, once its author has dealt with it.
    public var closing: Closing?
    /// When its author dealt with it.
    public var closedAt: Timestamp?

    /// Queues an envelope.
    public init(
        position: Int, replica: ReplicaID, envelope: CommandEnvelope, state: State = .queued, caseID: CaseID,
        reference: String, unknowns: [String] = []
    ) {
        self.position = position
        self.replica = replica
        self.envelope = envelope
        self.state = state
        self.unknowns = unknowns
        self.caseID = caseID
        self.reference = reference
    }

    /// The command's id, for ever.
    public var mid: CommandID { envelope.mid }
    /// Whether its outcome is still to come.
    public var isPending: Bool { state == .queued || state == .sent }
}
