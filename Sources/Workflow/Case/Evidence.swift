public import CaseProtocol

/// A file on a case, as its row tells it.
public struct Evidence: Hashable, Sendable {
    public let row: Row
    /// The file's bytes.
    public let original: EvidencePart
    /// A small picture of it.
    public let thumb: EvidencePart?

    /// `nil` for a row of another kind, or of a type that this version does not know.
    public init?(_ row: Row) {
        func blob(_ field: String) -> BlobID? { row[field]?.string.flatMap { BlobID($0) } }
        guard row.kind == .evidence, let id = blob("blob"), let bytes = row["bytes"]?.int, bytes > 0,
            let media = row["mime"]?.string.flatMap({ MediaType($0) })
        else { return nil }
        self.row = row
        original = EvidencePart(blob: id, bytes: bytes, media: media, isStripped: row["publicCopyOf"] != nil)
        thumb = blob("thumb").flatMap { id in
            row["thumbBytes"]?.int.map { EvidencePart(blob: id, bytes: $0, media: .jpeg, isStripped: true) }
        }
    }

    public var id: RowID { row.id }
    public var name: String? { row["name"]?.string }
    public var caption: String? { row["caption"]?.string }
    public var publicCopyOf: RowID? { row["publicCopyOf"]?.string.flatMap { RowID($0) } }
    /// The file and its thumbnail.
    public var parts: [EvidencePart] { [original, thumb].compactMap(\.self) }
}

/// Bytes that a row of evidence names, and what it says of them.
public struct EvidencePart: Hashable, Sendable {
    public let blob: BlobID
    public let bytes: Int
    public let media: MediaType
    /// Whether it must be without where and by what it was taken: public copies and thumbnails.
    public let isStripped: Bool

    public init(blob: BlobID, bytes: Int, media: MediaType, isStripped: Bool) {
        self.blob = blob
        self.bytes = bytes
        self.media = media
        self.isStripped = isStripped
    }
}
