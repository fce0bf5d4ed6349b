/// A part of a file of evidence in a bundle for a server: 32 bytes of its hash, its length and the part's offset in four bytes each
/// (big-endian), and the bytes. Since 1.1.
public struct BundledPart: Hashable, Sendable {
    public var blob: BlobID
    /// Of the whole file.
    public var length: Int
    public var offset: Int
    public var bytes: [UInt8]

    /// The most bytes of a part.
    public static let bytesMax = 4_194_304
    private static let headByteCount = 40

    public init(blob: BlobID, length: Int, offset: Int, bytes: [UInt8]) {
        self.blob = blob
        self.length = length
        self.offset = offset
        self.bytes = bytes
    }

    /// Reads a record; `nil` for what is no part of a file.
    public init?(_ record: [UInt8]) {
        guard record.count > Self.headByteCount, record.count <= Self.headByteCount + Self.bytesMax,
            let blob = BlobID(digest: Array(record[0..<32]))
        else { return nil }
        self.init(
            blob: blob, length: BundleRecord.number(record[32..<36]), offset: BundleRecord.number(record[36..<40]),
            bytes: Array(record[Self.headByteCount...]))
        guard offset + bytes.count <= length else { return nil }
    }

    /// The record in a bundle.
    public var record: BundleRecord {
        BundleRecord(
            .file, blob.digest + BundleRecord.bigEndian(length) + BundleRecord.bigEndian(offset) + bytes)
    }
}

extension BlobID {
    /// The 32 bytes that its digits stand for.
    fileprivate var digest: [UInt8] {
        let digits = Array(hex.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
