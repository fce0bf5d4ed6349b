public import CaseProtocol

/// What one answer is about to hand to a device of what is confidential: noted before it goes out.
public struct Handing: Hashable, Sendable {
    public let user: UserID
    public let replica: ReplicaID
    public let at: Timestamp
    /// The latest commit that the answer knows.
    public let head: Int
    /// How many rows of each compartment, by its key.
    public let rows: [Int: Int]
    /// The file whose bytes are handed out; `nil` where it is rows.
    public let file: BlobID?

    public init(
        to user: UserID, on replica: ReplicaID, at: Timestamp, head: Int, rows: [Int: Int], file: BlobID? = nil
    ) {
        self.user = user
        self.replica = replica
        self.at = at
        self.head = head
        self.rows = rows
        self.file = file
    }

    /// The day (UTC) under which it is kept.
    public var day: CivilDate { at.day() }
}

/// All that one device was handed of one compartment, or of one file in it, in one day (UTC).
public struct HandedOut: Hashable, Sendable {
    /// How many of them one question is answered with, the latest first.
    public static let listMax = 2_000

    public let compartment: Compartment
    public let user: UserID
    public let replica: ReplicaID
    public let file: BlobID?
    public let firstAt: Timestamp
    public var lastAt: Timestamp
    /// Rows, each as often as it went out; of a file 1.
    public var rows: Int
    /// The latest commit that the last of these answers knew: nothing younger was handed out. A page may hold a part of it.
    public var head: Int

    public init(
        compartment: Compartment, user: UserID, replica: ReplicaID, file: BlobID?, firstAt: Timestamp,
        lastAt: Timestamp, rows: Int, head: Int
    ) {
        self.compartment = compartment
        self.user = user
        self.replica = replica
        self.file = file
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.rows = rows
        self.head = head
    }
}

extension Compartment {
    /// Whether the log of readings tells of it.
    var isReadOnRecord: Bool { confidentiality == .confidential || confidentiality == .sealed }
}
