import CaseProtocol
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server
@testable import ServerHTTP

/// Peers that hold a connection instead of using it, on open ports. Whoever else asks is served meanwhile.
@Suite(.serialized) struct SlowPeerTests {
    private static let health = "GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"

    /// Short ones; what is not said is as it is for everybody.
    private static func limits(
        idle: Int64 = 400, patience: Int64 = 400, ofAddress: Int? = nil, open: Int? = nil
    ) -> ConnectionLimits {
        var limits = ConnectionLimits.standard
        limits.idleMilliseconds = idle
        limits.patienceMilliseconds = patience
        limits.bytesPerSecondMin = 100_000
        if let ofAddress { limits.ofAddressMax = ofAddress }
        if let open { limits.connectionsMax = open }
        return limits
    }

    /// Runs `body` with the port of a server with these limits.
    private static func serving(
        _ limits: ConnectionLimits, _ certificate: ServerCertificate? = nil,
        _ body: @escaping @Sendable (Int, TestServer) async throws -> Void
    ) async throws {
        let server = try await TestServer()
        var reception = Reception()
        reception.connections = limits
        reception.certificate = certificate
        let application = makeApplication(
            core: server.core, host: "127.0.0.1", port: 0, reception, lapsesEverySeconds: nil)
        try await application.test(.live) { try await body(try #require($0.port), server) }
    }

    /// Whether somebody who asks as everybody does is answered. On a busy machine they may be as slow as the slow ones, and ask
    /// again.
    private static func isServed(_ port: Int) async throws -> Bool {
        for _ in 0..<20 {
            if try await RawClient.ask(port, health)?.hasPrefix("HTTP/1.1 200 OK") ?? false { return true }
        }
        return false
    }

    @Test func `a connection that says nothing is closed`() async throws {
        try await Self.serving(Self.limits()) { port, _ in
            let silent = try await RawClient(port: port)
            #expect(try await Self.isServed(port))
            #expect(try await silent.heardUntilClosed() == "")
        }
    }

    @Test func `a handshake that stays half open is not waited for`() async throws {
        try await withCertificate { certificate in
            try await Self.serving(Self.limits(), certificate) { port, _ in
                let (silent, slow) = (try await RawClient(port: port), try await RawClient(port: port))
                // A record of sixteen thousand bytes is announced, of which one comes now and then.
                try await slow.say("\u{16}\u{3}\u{1}\u{3f}\0\u{1}\0\u{3e}\0\u{3}\u{3}")
                slow.drip(everyMilliseconds: 50)
                #expect(try await silent.heardUntilClosed() == "")
                #expect(try await slow.heardUntilClosed() != nil)
            }
        }
    }

    @Test func `a head that comes a byte at a time is not waited for`() async throws {
        try await Self.serving(Self.limits()) { port, _ in
            let slow = try await RawClient(port: port)
            try await slow.say("GET /healthz HTTP/1.1\r\nX-")
            slow.drip(everyMilliseconds: 50)
            #expect(try await Self.isServed(port))
            #expect(try await slow.heardUntilClosed() != nil)
        }
    }

    @Test func `a body that comes a byte at a time is not waited for, however often a byte comes`() async throws {
        try await Self.serving(Self.limits(idle: 60_000)) { port, _ in
            let slow = try await RawClient(port: port)
            try await slow.say("POST /v1/login HTTP/1.1\r\nHost: t\r\nContent-Length: 60000\r\n\r\n{")
            slow.drip(everyMilliseconds: 50)
            #expect(try await Self.isServed(port))
            #expect(try await slow.heardUntilClosed() != nil)
        }
    }

    @Test func `an answer that nobody reads does not stay under way`() async throws {
        let (cards, bytes) = (200, 100_000)
        try await Self.serving(Self.limits(idle: 60_000)) { port, server in
            for index in 0..<cards {
                try await server.append([
                    Row(
                        id: server.id(), kind: .publicCard, compartment: Compartment(caseID: server.id(), .public),
                        fields: [
                            "number": .string("NTB-\(index)"), "status": "New", "procedure": "ntb.tripartite",
                            "text": .string(String(repeating: "x", count: bytes)), "publishedOn": "2026-11-20",
                            "published": true,
                        ])
                ])
            }
            let deaf = try await RawClient(port: port, isReading: false)
            try await deaf.say("GET /public/v1/cards?limit=200 HTTP/1.1\r\nHost: t\r\n\r\n")
            #expect(try await Self.isServed(port))
            // Longer than a debug build on a weak machine takes to make the answer, and the patience after it.
            try await deaf.listen(afterMilliseconds: 20_000)
            let heard = try #require(try await deaf.heardUntilClosed())
            #expect(heard.utf8.count < cards * bytes, "what lay in the buffers, and then the end")
        }
    }

    @Test func `whoever waits for an answer of the server's is no slow peer`() async throws {
        try await Self.serving(Self.limits()) { port, server in
            let amina = try await server.person("amina", "complainant:KE")
            let next = try #require(try await amina.pull(nil).trailer?.next)
            let answer = try await RawClient.ask(
                port,
                "GET /sync/v1/news?cursor=\(next)&acked=0&wait=2 HTTP/1.1\r\nHost: t\r\nSync-Proto: 1.1\r\n"
                    + "Authorization: Bearer \(amina.token)\r\nConnection: close\r\n\r\n")
            #expect(answer?.hasPrefix("HTTP/1.1 204") == true, "\(answer ?? "closed")")
        }
    }

    @Test func `an address has its share of connections, is told so, and gets it back`() async throws {
        try await Self.serving(Self.limits(idle: 60_000, patience: 60_000, ofAddress: 3)) { port, _ in
            var held: [RawClient] = []
            for _ in 0..<3 { held.append(try await RawClient(port: port)) }
            // The last of them is counted once it is served.
            let last = try #require(held.last)
            try await last.say("GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n")
            let refused = try await RawClient(port: port)
            let told = try #require(try await refused.heardUntilClosed())
            #expect(told.hasPrefix("HTTP/1.1 503") && told.contains("\"busy\""), "\(told)")
            #expect(told.lowercased().contains("retry-after: 60"), "\(told)")
            for client in held { client.close() }
            for client in held { _ = try await client.heardUntilClosed() }
            #expect(try await Self.isServed(port))
        }
    }

    @Test func `past the most connections the next one waits, and is served when one goes`() async throws {
        try await Self.serving(Self.limits(idle: 700, open: 2)) { port, _ in
            let held = [try await RawClient(port: port), try await RawClient(port: port)]
            // Both are let go for their silence; whoever came after them is served then.
            #expect(try await Self.isServed(port))
            for client in held { #expect(try await client.heardUntilClosed() == "") }
        }
    }
}
