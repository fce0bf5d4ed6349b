public import CaseProtocol
internal import Workflow

/// What a replica knows of itself; one value, written with whatever changes it.
public struct ReplicaMeta: Hashable, Sendable, Codable {
    /// Names this incarnation of the database.
    public var replica: ReplicaID
    /// The one person whose replica this is, once known; stays after signing out.
    public var owner: UserID?
    /// Who is signed in.
    public var session: Session?
    /// Counts provisional labels; never goes back.
    public var labelCounter: Int
    /// The number of the next command.
    public var next: Int
    /// The position of the next outbox entry; never goes back, whatever becomes of the replica's id.
    public var nextPosition: Int
    /// The highest number whose outcome came by pull.
    public var acked: Int
    /// Up to where the rows are the server's; `nil` before the first complete round and when a full round is due.
    public var cursor: String?
    /// Where an interrupted round continues.
    public var stagedCursor: String?
    /// The server's history that cursor and rows belong to.
    public var epoch: String?
    /// The moment of the server's snapshot that the rows are from.
    public var asOf: Timestamp?
    /// What the server last said of itself, for conversations that begin without asking.
    public var hello: Hello?
    /// When it said so, by the device's clock.
    public var greetedAt: Timestamp?
    /// The page size to ask for after pages did not get through; `nil` leaves it to the server.
    public var pageBytes: Int?
    /// Compartments that the server is asked to send whole again; the first ``PullRequest/againMax`` with the next page.
    public var again: [Compartment]?
    /// The root over the digests of ``HeldCompartment``s as of the last flip; `nil` when it is to be worked out.
    public var root: String?
    /// The day on which everything held was last counted anew.
    public var countedOn: CivilDate?
    /// The day of the last repairs, and how many there were on it.
    public var repairsOn: CivilDate?
    public var repairCount: Int?
    /// Whether something was removed that is still to be wiped from the files.
    public var isScrubDue: Bool
    /// Whether files of one's own are to be offered again: the server may have lost them.
    public var areFilesDueAgain: Bool?
    /// The day, by the device's clock, on which they were last offered again, or on which this was first noted.
    public var filesOfferedOn: CivilDate?
    /// Whether the server goes by another history than the one that the archive was decided in, and no round of the new one
    /// was shown yet: until then the server has not said up to which number it knows this replica's commands.
    public var isArchiveDueAgain: Bool?
    /// Files of one's own that the server does not take, by name.
    public var uploadRefusals: [String: UploadRefusal]?
    /// The server's day on which the archive was last trimmed.
    public var archiveTrimmedOn: CivilDate?
    /// The device's own keys; `nil` in a replica that was made before there were any, until it signs in again.
    public var deviceKeys: DeviceKeys?
    /// The keys of the server, as it told them at the first sign-in.
    public var serverKeys: ServerKeys?
    /// How long this replica may be read without word from its server; `nil` for one that is not sealed.
    public var lease: Lease?

    /// A replica that has seen nothing.
    public init(replica: ReplicaID) {
        self.replica = replica
        labelCounter = 0
        next = 1
        nextPosition = 1
        acked = 0
        isScrubDue = false
    }

    /// Four letters and digits from the replica's id, without look-alikes: the first part of provisional labels.
    public var code: String { ProvisionalLabel.code(high: replica.high, low: replica.low) }
}
