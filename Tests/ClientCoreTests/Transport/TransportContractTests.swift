import CaseProtocol
import ClientCore
import ClientHTTP
import Testing

/// What every transport promises, whatever answers.
@Suite struct TransportContractTests {
    private static let hello = Hello(
        proto: ProtocolRange(min: .oldestSupported, max: .current), epoch: "e", now: .start, limits: .standard,
        features: [])
    private let push = PushRequest(replica: .sample(1), epoch: "e", acked: 0, commands: [])
    private let pull = PullRequest(replica: .sample(1), cursor: nil, acked: 0)

    @Test(arguments: TransportKind.allCases)
    func `a message arrives with its token and version, and its answer comes back`(kind: TransportKind) async throws {
        let login = LoginReply(token: "t", user: .sample(2), name: "amina", roles: ["complainant"], organisation: nil)
        let reply = PushReply(last: 3, out: [OutcomeRecord(n: 3, mid: .sample(3), outcome: .applied)])
        let page = try PullLine.end(
            PullTrailer(next: "c", complete: true, count: 0, last: 0, out: [], asOf: .start)
        ).wireBytes()
        let bodies: [String: [UInt8]] = [
            Endpoint.hello: try CanonicalJSON.encode(Self.hello), Endpoint.login: try CanonicalJSON.encode(login),
            Endpoint.push: try CanonicalJSON.encode(reply), Endpoint.pull: page, Endpoint.logout: [],
        ]
        let seen = Requests()
        let handler: TestHandler = { request in
            seen.append(request)
            return .reply(200, bodies[request.path] ?? [])
        }
        try await kind.withTransport(answering: handler) { transport in
            #expect(try await transport.hello() == Self.hello)
            let request = LoginRequest(user: "amina", password: "secret", code: nil, replica: .sample(1))
            #expect(try await transport.login(request) == login)
            #expect(try await transport.push(push, in: Conversation(token: "t")).reply == reply)
            #expect(try await transport.page(pull, token: "t") == page)
            try await transport.logout(token: "t")
            #expect(
                seen.all.map(\.path) == [
                    Endpoint.hello, Endpoint.login, Endpoint.push, Endpoint.pull, Endpoint.logout,
                ])
            #expect(seen.all.map(\.token) == [nil, nil, "t", "t", "t"])
            #expect(seen.all.allSatisfy { $0.proto == "1.1" })
            #expect(seen.all[0].body == nil)
            #expect(seen.all[1].body == (try CanonicalJSON.encode(request)))
        }
    }

    @Test(arguments: TransportKind.allCases, [400, 401, 409, 410, 426, 429, 500, 503])
    func `what the server says no with is thrown as it said it`(kind: TransportKind, status: Int) async throws {
        let problem = Problem(.gap, "A number is missing.", allowed: ["7"])
        let body = try CanonicalJSON.encode(problem)
        try await kind.withTransport(answering: TestAnswer.always(.reply(status, body))) { transport in
            await #expect(throws: problem) { try await transport.push(push, in: Conversation(token: "t")) }
            await #expect(throws: problem) { try await transport.pull(pull, in: Conversation(token: "t")) }
            await #expect(throws: problem) { try await transport.hello() }
        }
    }

    @Test(arguments: TransportKind.allCases, [200, 302, 403, 404, 500, 502, 511])
    func `a sign-in page of the network, or a broken proxy, is nobody to believe`(
        kind: TransportKind, status: Int
    ) async throws {
        let body = Array("<html><body>Welcome to the lounge</body></html>".utf8)
        try await kind.withTransport(answering: TestAnswer.always(.reply(status, body))) { transport in
            await #expect(throws: TransportError.self) { try await transport.hello() }
            await #expect(throws: TransportError.self) { try await transport.push(push, in: Conversation(token: "t")) }
            await #expect(throws: TransportError.self) { try await transport.pull(pull, in: Conversation(token: "t")) }
        }
    }

    @Test(arguments: TransportKind.allCases, [200, 500])
    func `JSON that is not the answer is nobody to believe`(kind: TransportKind, status: Int) async throws {
        try await kind.withTransport(answering: TestAnswer.always(.reply(status, Array(#"{"ok":true}"#.utf8)))) {
            transport in
            await #expect(throws: TransportError.self) { try await transport.hello() }
            await #expect(throws: TransportError.self) { try await transport.push(push, in: Conversation(token: "t")) }
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `a connection that breaks before the answer, or within it, is no answer`(kind: TransportKind) async throws {
        let whole = try CanonicalJSON.encode(Self.hello)
        for wire in [TestAnswer.hangUp, .cutShort(200, whole, after: whole.count - 5)] {
            try await kind.withTransport(answering: TestAnswer.always(wire)) { transport in
                await #expect(throws: TransportError.self) { try await transport.hello() }
            }
        }
    }
}
