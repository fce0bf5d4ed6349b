public import CaseProtocol
public import Workflow

/// Bytes that are here whole and were found to be what their hash says.
public struct BlobRecord: Hashable, Sendable {
    public var id: BlobID
    public var bytes: Int
    /// What they can be, by their content.
    public var media: Set<MediaType>
    /// Whether nothing in them says where and by what they were taken; see ``PublicCopy``.
    public var isStripped: Bool
    public var storedAt: Timestamp

    public init(id: BlobID, bytes: Int, media: Set<MediaType>, isStripped: Bool, storedAt: Timestamp) {
        self.id = id
        self.bytes = bytes
        self.media = media
        self.isStripped = isStripped
        self.storedAt = storedAt
    }

    /// Whether they are what a row of evidence says of them.
    func fits(_ part: EvidencePart) -> Bool {
        id == part.blob && bytes == part.bytes && media.contains(part.media) && (isStripped || !part.isStripped)
    }
}

/// A row that names bytes, and the account that attached it: only what this person sent counts as the row's bytes.
public struct BlobReference: Hashable, Sendable, Comparable {
    public var row: RowID
    public var author: UserID

    public init(row: RowID, author: UserID) {
        self.row = row
        self.author = author
    }

    public static func < (left: Self, right: Self) -> Bool { left.row < right.row }
}
