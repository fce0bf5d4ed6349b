import CaseProtocol
import ClientCore
import ClientHTTP
import Synchronization
import Testing

/// How a scripted server answers.
enum TestAnswer: Sendable {
    case reply(Int, [UInt8])
    /// Promises the whole body, sends its beginning, hangs up.
    case cutShort(Int, [UInt8], after: Int)
    case hangUp
    /// Never answers.
    case stall

    static func always(_ answer: TestAnswer) -> TestHandler { { _ in answer } }
}

typealias TestHandler = @Sendable (TransportRequest) -> TestAnswer

/// Every implementation of the transport.
enum TransportKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case loopback, http

    var testDescription: String { rawValue }

    /// Calls `body` with a transport to a server that answers as scripted.
    func withTransport(
        answering handler: @escaping TestHandler, _ body: (any Transport) async throws -> Void
    ) async throws {
        switch self {
        case .loopback:
            try await body(
                LoopbackTransport { request in
                    guard case .reply(let status, let bytes) = handler(request) else {
                        throw TransportError.unreachable("the link broke")
                    }
                    return TransportReply(status: status, body: bytes)
                })
        case .http:
            let server = try await HTTPTestServer(handler)
            let transport = try HTTPTransport(server: server.address)
            try await body(transport)
            try await transport.shutdown()
            try await server.stop()
        }
    }
}

/// Requests that came, in order.
final class Requests: Sendable {
    private let requests = Mutex<[TransportRequest]>([])

    var all: [TransportRequest] { requests.withLock { $0 } }
    func append(_ request: TransportRequest) { requests.withLock { $0.append(request) } }
}
