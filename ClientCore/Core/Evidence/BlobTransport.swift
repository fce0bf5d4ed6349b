public import CaseProtocol

/// The way of bytes of evidence to and from a server. Implementations: `HTTPTransport` (target ClientHTTP), and whatever
/// tests put in its place.
///
/// Every call throws a ``Problem`` for what the server said, and ``TransportError`` when it could not be asked.
public protocol BlobTransport: Sendable {
    /// How far the own upload came.
    func uploadState(of blob: BlobID, token: String) async throws -> BlobStanding
    /// Sends the next part.
    ///
    /// - Throws: ``ProblemCode/uploadOffset`` with the right offset in `allowed`.
    func upload(_ part: [UInt8], of blob: BlobID, at offset: Int, length: Int, token: String) async throws
        -> BlobStanding
    /// Reads bytes from `offset` on, at most `count`; fewer at the end.
    func download(_ blob: BlobID, at offset: Int, count: Int, token: String) async throws -> [UInt8]
}

/// How far an upload came, as the server says.
public struct BlobStanding: Hashable, Sendable {
    /// How many bytes it has.
    public var offset: Int
    /// Whether it has all and found them to be what their name says.
    public var isComplete: Bool

    /// Notes what the server said.
    public init(offset: Int, isComplete: Bool) {
        self.offset = offset
        self.isComplete = isComplete
    }
}
