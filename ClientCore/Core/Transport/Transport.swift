public import CaseProtocol

/// The conversation with a server. Implementations: ``LoopbackTransport`` and `HTTPTransport` (target ClientHTTP).
///
/// Every call throws a ``Problem`` for what the server said, and ``TransportError`` when it could not be asked.
public protocol Transport: Sendable {
    func hello() async throws -> Hello
    func login(_ request: LoginRequest) async throws -> LoginReply
    /// Signs this device out at the server.
    func logout(token: String) async throws
    func push(_ request: PushRequest, token: String) async throws -> PushReply
    /// The bytes of one page; see ``PullPage``.
    func pull(_ request: PullRequest, token: String) async throws -> [UInt8]
    func digest(_ request: DigestRequest, token: String) async throws -> DigestReply
}

/// The server could not be asked, or what answered was not one.
public enum TransportError: Error, Hashable, Sendable {
    /// No connection, a time-out, a reset, or an answer that is not Tatua's. The text is a sentence for people.
    case unreachable(String)
}

/// A request as any transport carries it.
public struct TransportRequest: Hashable, Sendable {
    /// One of ``Endpoint``.
    public var path: String
    /// Sent as `Authorization: Bearer …`.
    public var token: String?
    /// Sent as ``ProtocolVersion/headerName``.
    public var proto: String
    /// JSON, sent with POST; `nil` makes it a GET.
    public var body: [UInt8]?

    /// Puts a request together.
    public init(path: String, token: String?, proto: String, body: [UInt8]?) {
        self.path = path
        self.token = token
        self.proto = proto
        self.body = body
    }
}

/// An answer as any transport carries it.
public struct TransportReply: Hashable, Sendable {
    /// An HTTP status.
    public var status: Int
    /// JSON, or lines of it.
    public var body: [UInt8]

    /// Puts an answer together.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
