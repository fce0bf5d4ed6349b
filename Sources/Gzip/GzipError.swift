/// Why a body could not be packed or unpacked.
public enum GzipError: Error, Hashable, Sendable {
    /// It is not one whole member of gzip.
    case damaged
    /// It would become larger than `maxBytes`.
    case tooLarge(maxBytes: Int)
    /// There was no memory for it.
    case outOfMemory
}
