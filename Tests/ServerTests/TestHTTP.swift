import CaseProtocol
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import Server
@testable import ServerHTTP

/// Requests to the routes of a server, without a network.
struct TestHTTP: Sendable {
    static let adminToken = "the administrator's token"

    /// The header that requests for rows and files carry.
    static var version: HTTPFields {
        var headers = HTTPFields()
        headers.set(ProtocolVersion.headerName, "1.1")
        return headers
    }

    let client: any TestClientProtocol

    /// Runs `body` with the routes of `server`.
    static func with(_ server: TestServer, _ body: @escaping @Sendable (TestHTTP) async throws -> Void) async throws {
        try await with(makeRouter(core: server.core, adminToken: adminToken), body)
    }

    /// Runs `body` with these routes.
    static func with(
        _ router: Router<ServerContext>, _ body: @escaping @Sendable (TestHTTP) async throws -> Void
    ) async throws {
        try await Application(router: router).test(.router) { try await body(TestHTTP(client: $0)) }
    }

    func get(_ path: String, token: String? = nil, headers: HTTPFields = [:]) async throws -> TestAnswer {
        try await send(.get, path, token: token, headers: headers, body: nil)
    }

    func post(
        _ path: String, _ body: String, token: String? = nil, version: String? = "1.0"
    ) async throws -> TestAnswer {
        var headers = HTTPFields()
        if let version, let name = HTTPField.Name(ProtocolVersion.headerName) { headers[name] = version }
        return try await send(.post, path, token: token, headers: headers, body: body)
    }

    func post(_ path: String, _ body: some Encodable, token: String? = nil) async throws -> TestAnswer {
        try await post(path, String(decoding: try CanonicalJSON.encode(body), as: UTF8.self), token: token)
    }

    func post(
        _ path: String, _ body: some Encodable, headers: [String: String]
    ) async throws -> TestAnswer {
        var fields = HTTPFields()
        for (name, value) in headers { fields.set(name, value) }
        let text = String(decoding: try CanonicalJSON.encode(body), as: UTF8.self)
        return try await send(.post, path, token: nil, headers: fields, body: text)
    }

    /// Sends bytes as a body in gzip.
    func postGzip(_ path: String, _ body: [UInt8], token: String?) async throws -> TestAnswer {
        var headers: HTTPFields = [.contentEncoding: "gzip"]
        headers.set(ProtocolVersion.headerName, "1.1")
        if let token { headers[.authorization] = "Bearer \(token)" }
        let response = try await client.executeRequest(
            uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body))
        return TestAnswer(
            status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
    }

    /// Asks how far an upload came, reads bytes, or offers some.
    func file(_ method: HTTPRequest.Method, _ name: String, token: String, length: Int) async throws -> TestAnswer {
        var headers = HTTPFields()
        headers.set(ProtocolVersion.headerName, "1.1")
        if method == .patch {
            headers.set(BlobHeader.offset, "0")
            headers.set(BlobHeader.length, String(length))
        }
        return try await send(
            method, Endpoint.blobs + "/" + name, token: token, headers: headers,
            body: method == .patch ? String(repeating: "x", count: length) : nil)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, token: String?, headers: HTTPFields, body: String?
    ) async throws -> TestAnswer {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        return TestAnswer(
            status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
    }
}

/// What came back.
struct TestAnswer {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    var problem: Problem? { try? CanonicalJSON.decode(Problem.self, from: body) }

    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try CanonicalJSON.decode(type, from: body)
    }
}
