/// Explicit limits of evidence, sent in ``Limits``; all in bytes.
public struct BlobLimits: Hashable, Sendable, Codable {
    /// The largest file.
    public var blobBytesMax: Int
    /// The largest part of one request.
    public var chunkBytesMax: Int
    /// The largest thumbnail.
    public var thumbBytesMax: Int
    /// The most that one person sends in a day.
    public var dayBytesMax: Int
    /// The most in one compartment of a case: a total over several would tell of what the asker may not see.
    public var compartmentBytesMax: Int

    public init(
        blobBytesMax: Int, chunkBytesMax: Int, thumbBytesMax: Int, dayBytesMax: Int, compartmentBytesMax: Int
    ) {
        self.blobBytesMax = blobBytesMax
        self.chunkBytesMax = chunkBytesMax
        self.thumbBytesMax = thumbBytesMax
        self.dayBytesMax = dayBytesMax
        self.compartmentBytesMax = compartmentBytesMax
    }

    public static let standard = BlobLimits(
        blobBytesMax: 26_214_400, chunkBytesMax: 262_144, thumbBytesMax: 8_192, dayBytesMax: 209_715_200,
        compartmentBytesMax: 524_288_000)
}

/// The headers of an upload in parts, after the IETF draft on resumable uploads.
public enum BlobHeader {
    /// How many bytes of it the server has, or at which the part begins.
    public static let offset = "Upload-Offset"
    /// How many there are in all.
    public static let length = "Upload-Length"
    /// `?1` once all are there and are what the hash says; else `?0`.
    public static let complete = "Upload-Complete"
}
