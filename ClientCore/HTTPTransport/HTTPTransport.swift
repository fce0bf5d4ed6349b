import AsyncHTTPClient
import CaseProtocol
public import ClientCore
import Foundation
import Gzip
import NIOCore
import NIOHTTP1
import NIOSSL

/// The conversation with a server over HTTP.
///
/// Gives up on a connection that is not made in 10 s and on an answer of which no byte came for 60 s; there is no limit on
/// the whole, so that thin links get through. Redirects are not followed: a token goes nowhere but to its server.
public final class HTTPTransport: CarriedTransport {
    /// The largest answer that is read, in bytes: a page is far smaller, but a single row may exceed the page.
    public static let replyBytesMax = 8 * 1_048_576
    /// Bodies of up to this many bytes go as they are: gzip adds 18 bytes and a header of 24.
    static let packedBytesMin = 200

    let server: String
    let client: HTTPClient
    let connectMilliseconds: Int

    /// Prepares to talk to `server`; call ``shutdown()`` when done.
    ///
    /// - Parameters:
    ///   - server: an `https` address, such as `https://ntb.example.org`, or an `http` address of this machine, such as
    ///     `http://127.0.0.1:8640`.
    ///   - progressMilliseconds: how long to wait for the next byte.
    /// - Throws: a ``Problem`` when it is not such an address.
    public convenience init(
        server: String, connectMilliseconds: Int = 10_000, progressMilliseconds: Int = 60_000
    ) throws {
        try self.init(
            server: server, connectMilliseconds: connectMilliseconds, progressMilliseconds: progressMilliseconds,
            trustRootsFile: nil)
    }

    /// - Parameter trustRootsFile: the issuers to trust, PEM, in place of the system's; for tests.
    package init(
        server: String, connectMilliseconds: Int = 10_000, progressMilliseconds: Int = 60_000, trustRootsFile: String?
    ) throws {
        guard let address = URLComponents(string: server), let scheme = address.scheme?.lowercased(),
            ["http", "https"].contains(scheme), address.host?.isEmpty == false, address.query == nil,
            address.fragment == nil, address.user == nil
        else {
            throw Problem(
                .invalidField, "“\(server)” is not a server's address, such as https://ntb.example.org.", path: "server"
            )
        }
        guard scheme == "https" || Self.isThisMachine(address.host ?? "") else {
            throw Problem(
                .invalidField,
                "“\(server)” would be spoken to in the clear, for everybody on the way to read and change. Use https.",
                path: "server")
        }
        self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
        self.connectMilliseconds = connectMilliseconds
        var configuration = HTTPClient.Configuration()
        if let trustRootsFile {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(trustRootsFile)
            configuration.tlsConfiguration = tls
        }
        configuration.redirectConfiguration = .disallow
        configuration.timeout = HTTPClient.Configuration.Timeout(
            connect: .milliseconds(Int64(connectMilliseconds)), read: .milliseconds(Int64(progressMilliseconds)),
            write: .milliseconds(Int64(progressMilliseconds)))
        // A little less than the server's, so that no request runs into a connection that is being closed.
        configuration.connectionPool.idleTimeout = .seconds(45)
        // Whoever calls decides when to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Whether what goes there stays on this machine.
    private static func isThisMachine(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host.lowercased()) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Closes its connections.
    public func shutdown() async throws { try await client.shutdown() }

    /// Sends one request and reads the whole answer.
    public func carry(_ request: TransportRequest) async throws -> TransportReply {
        var message = HTTPClientRequest(url: server + request.path)
        message.headers.add(name: ProtocolVersion.headerName, value: request.proto)
        if let token = request.token { message.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body = request.body {
            // Every body is JSON, and every server of ours knows.
            message.method = .POST
            message.body = .bytes(ByteBuffer(bytes: try packed(body, request, &message)))
        }
        // Whoever sends gzip reads it: thin links pay for each line of the head.
        if message.headers["Content-Encoding"].isEmpty {
            message.headers.add(name: "Accept-Encoding", value: "gzip")
        }
        do {
            // The deadline is far away on purpose: only a lack of progress ends a request.
            let response = try await client.execute(message, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.replyBytesMax)
            var headers: [String: String] = [:]
            for name in TransportReply.names { headers[name] = response.headers.first(name: name) }
            var reply = TransportReply(
                status: Int(response.status.code),
                body: unpacked(Array(body.readableBytesView), response.headers.first(name: "Content-Encoding")),
                headers: headers)
            reply.bytesCarried = body.readableBytes
            return reply
        } catch let error as CancellationError {
            throw error
        } catch {
            throw await failure(error)
        }
    }

    /// The body as it goes out: in gzip where the server takes it and it is worth it.
    private func packed(
        _ body: [UInt8], _ request: TransportRequest, _ message: inout HTTPClientRequest
    ) throws -> [UInt8] {
        guard request.mayPackBody, body.count > Self.packedBytesMin else { return body }
        let packed = try Gzip.compress(body)
        guard packed.count < body.count else { return body }
        message.headers.add(name: "Content-Encoding", value: "gzip")
        return packed
    }

    /// The body as it is read. What cannot be unpacked is as good as cut short before its first byte: whoever asked
    /// throws it away and asks again.
    private func unpacked(_ body: [UInt8], _ encoding: String?) -> [UInt8] {
        switch encoding?.lowercased() {
        case nil, "identity": body
        case "gzip": (try? Gzip.expand(body, maxBytes: Self.replyBytesMax)) ?? []
        default: []
        }
    }
}
