import CaseProtocol
import Gzip
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Server
@testable import ServerHTTP

/// Requests that are too much of something, on open ports: each gets an answer, none takes the server along.
@Suite struct OversizeTests {
    private static func serving(_ body: @escaping @Sendable (Int, TestServer) async throws -> Void) async throws {
        let server = try await TestServer()
        let application = makeApplication(
            core: server.core, host: "127.0.0.1", port: 0, Reception(), lapsesEverySeconds: nil)
        try await application.test(.live) { client in
            let port = try #require(client.port)
            try await body(port, server)
            let after = try await RawClient.ask(port, "GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
            #expect(after?.hasPrefix("HTTP/1.1 200 OK") == true)
        }
    }

    private static func status(_ answer: String?) -> String? {
        answer.map { String($0.dropFirst("HTTP/1.1 ".count).prefix(3)) }
    }

    @Test(arguments: [
        "GET /healthz HTTP/1.1\r\nHost: t\r\nX-Long: \(String(repeating: "a", count: 20_000))\r\n\r\n",
        "GET /\(String(repeating: "a", count: 20_000)) HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: t\r\n\(String(repeating: "X-A: b\r\n", count: 200))\r\n",
        "GET /healthz HTTP/1.1\r\nHost: t\r\n\((0..<5).map { "X-\($0): \(String(repeating: "a", count: 9_000))\r\n" }.joined())\r\n",
        "NONSENSE\r\n\r\n", "GET /healthz HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\u{3}\r\n\r\n",
        "POST /v1/login HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/login HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/login HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    ])
    func `what is no request, or too long a head, is answered with 400 and the end of the connection`(
        text: String
    ) async throws {
        try await Self.serving { port, _ in
            let answer = try await RawClient.ask(port, text)
            #expect(Self.status(answer) == "400", "\(answer?.prefix(200) ?? "not closed")")
        }
    }

    @Test(arguments: [
        ("/v1/login", "65537"), ("/v1/login", "9223372036854775807"), ("/sync/v1/push", "1048577"),
        ("/sync/v1/digest", "65537"),
    ])
    func `a body that is announced too large is refused before it comes`(path: String, length: String) async throws {
        try await Self.serving { port, server in
            let amina = try await server.person("amina", "complainant:KE")
            let answer = try await RawClient.ask(
                port,
                "POST \(path) HTTP/1.1\r\nHost: t\r\nConnection: close\r\nSync-Proto: 1.1\r\nAuthorization: Bearer "
                    + "\(amina.token)\r\nContent-Length: \(length)\r\n\r\n")
            #expect(Self.status(answer) == "413", "\(answer?.prefix(200) ?? "not closed")")
        }
    }

    @Test func `a body in endless pieces ends at the limit`() async throws {
        try await Self.serving { port, _ in
            let client = try await RawClient(port: port)
            try await client.say(
                "POST /v1/login HTTP/1.1\r\nHost: t\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
            let piece = "4000\r\n\(String(repeating: "x", count: 0x4000))\r\n"
            for _ in 0..<5 { try? await client.say(piece) }
            let answer = try await client.heardUntilClosed()
            #expect(Self.status(answer) == "413", "\(answer?.prefix(200) ?? "not closed")")
        }
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `what nests deeper than it may is refused`(opening: String) async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        try await TestHTTP.with(server) { http in
            for path in [Endpoint.login, Endpoint.push, Endpoint.pull, Endpoint.digest, Endpoint.estimate] {
                let answer = try await http.post(path, String(repeating: opening, count: 10_000), token: amina.token)
                #expect(answer.status == 400 && answer.problem?.code == .malformedBody, "\(path)")
            }
        }
    }

    @Test func `a bomb in gzip ends at the limit wherever a body is taken`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        // 16 MiB of spaces in 16 KB: twice what the largest body may hold.
        let bomb = try Gzip.compress([UInt8](repeating: 0x20, count: 16_777_216))
        try await TestHTTP.with(server) { http in
            for (path, token) in [
                (Endpoint.login, nil), (Endpoint.push, amina.token), (Endpoint.pull, amina.token),
                (Endpoint.digest, amina.token), (Endpoint.secondFactor, amina.token),
                (Endpoint.adminAddUser, TestHTTP.adminToken),
            ] {
                let answer = try await http.postGzip(path, bomb, token: token)
                #expect(answer.status == 413, "\(path) \(answer.status)")
            }
        }
    }
}
