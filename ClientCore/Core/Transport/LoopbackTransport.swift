/// A transport without a network: whatever server is put behind it, in the same process.
public struct LoopbackTransport: CarriedTransport {
    private let handler: @Sendable (TransportRequest) async throws -> TransportReply

    /// Puts `handler` in the server's place. Errors that it throws reach the caller; ``TransportError`` for a lost link.
    public init(_ handler: @escaping @Sendable (TransportRequest) async throws -> TransportReply) {
        self.handler = handler
    }

    /// Hands the request to the handler.
    public func carry(_ request: TransportRequest) async throws -> TransportReply { try await handler(request) }
}
