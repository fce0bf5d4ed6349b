import AsyncHTTPClient
import CaseProtocol
public import ClientCore
import Foundation
import NIOCore
import NIOHTTP1

/// The conversation with a server over HTTP.
///
/// Gives up on a connection that is not made in 10 s and on an answer of which no byte came for 60 s; there is no limit on
/// the whole, so that thin links get through. Redirects are not followed: a token goes nowhere but to its server.
public final class HTTPTransport: CarriedTransport {
    /// The largest answer that is read, in bytes: a page is far smaller, but a single row may exceed the page.
    public static let replyBytesMax = 8 * 1_048_576

    let server: String
    let client: HTTPClient

    /// Prepares to talk to `server`; call ``shutdown()`` when done.
    ///
    /// - Parameters:
    ///   - server: an `http` or `https` address, such as `https://ntb.example.org` or `http://127.0.0.1:8640`.
    ///   - progressMilliseconds: how long to wait for the next byte.
    /// - Throws: a ``Problem`` when it is not such an address.
    public init(
        server: String, connectMilliseconds: Int = 10_000, progressMilliseconds: Int = 60_000
    ) throws {
        guard let address = URLComponents(string: server), let scheme = address.scheme?.lowercased(),
            ["http", "https"].contains(scheme), address.host?.isEmpty == false, address.query == nil,
            address.fragment == nil, address.user == nil
        else {
            throw Problem(
                .invalidField, "“\(server)” is not a server's address, such as https://ntb.example.org.", path: "server"
            )
        }
        self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = HTTPClient.Configuration.Timeout(
            connect: .milliseconds(Int64(connectMilliseconds)), read: .milliseconds(Int64(progressMilliseconds)),
            write: .milliseconds(Int64(progressMilliseconds)))
        // Whoever calls decides when to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes its connections.
    public func shutdown() async throws { try await client.shutdown() }

    /// Sends one request and reads the whole answer.
    public func carry(_ request: TransportRequest) async throws -> TransportReply {
        var message = HTTPClientRequest(url: server + request.path)
        message.headers.add(name: ProtocolVersion.headerName, value: request.proto)
        message.headers.add(name: "Accept", value: "application/json")
        if let token = request.token { message.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body = request.body {
            message.method = .POST
            message.headers.add(name: "Content-Type", value: "application/json")
            message.body = .bytes(ByteBuffer(bytes: body))
        }
        do {
            // The deadline is far away on purpose: only a lack of progress ends a request.
            let response = try await client.execute(message, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.replyBytesMax)
            return TransportReply(status: Int(response.status.code), body: Array(body.readableBytesView))
        } catch let error as CancellationError {
            throw error
        } catch {
            throw TransportError.unreachable("The server at \(server) \(TransportFailure.words(error)).")
        }
    }
}
