public import CaseProtocol

/// A transport that only carries bytes: what is asked and answered is written and read here, the same way for all.
public protocol CarriedTransport: Transport {
    /// Carries `request` to the server.
    ///
    /// - Throws: ``TransportError`` when no answer came.
    func carry(_ request: TransportRequest) async throws -> TransportReply
}

extension CarriedTransport {
    /// Asks what the server says of itself.
    public func hello() async throws -> Hello { try await ask(Endpoint.hello) }

    /// Signs in.
    public func login(_ request: LoginRequest) async throws -> LoginReply {
        try await ask(Endpoint.login, try CanonicalJSON.encode(request))
    }

    /// Signs this device out.
    public func logout(token: String) async throws {
        _ = try await accepted(Endpoint.logout, token: token, Array("{}".utf8))
    }

    /// Sends commands.
    public func push(_ request: PushRequest, token: String) async throws -> PushReply {
        try await push(request, in: Conversation(token: token)).reply
    }

    /// Sends commands.
    public func push(_ request: PushRequest, in conversation: Conversation) async throws -> PushAnswer {
        let reply = try await accepted(
            Endpoint.push, token: conversation.token, try CanonicalJSON.encode(request),
            mayPackBody: conversation.takesGzip)
        return PushAnswer(reply: try decoded(reply.body), waitSeconds: reply.waitSeconds)
    }

    /// Asks for a page.
    public func pull(_ request: PullRequest, token: String) async throws -> [UInt8] {
        guard case .page(let bytes) = try await pull(request, in: Conversation(token: token)).content else { return [] }
        return bytes
    }

    /// Asks for a page.
    public func pull(_ request: PullRequest, in conversation: Conversation) async throws -> PullAnswer {
        let reply = try await accepted(Endpoint.pull, token: conversation.token, try CanonicalJSON.encode(request))
        if reply.status == 204 {
            return PullAnswer(
                .nothingNew(asOf: reply.headers["date"].flatMap { HTTPDate.moment($0) }),
                waitSeconds: reply.waitSeconds)
        }
        // A page begins with an operation, a row or its trailer; anything else is some other machine's answer.
        guard reply.body.isEmpty || reply.body.first == UInt8(ascii: "{") else { throw TransportError.foreign }
        return PullAnswer(.page(reply.body), waitSeconds: reply.waitSeconds)
    }

    /// Asks for digests.
    public func digest(_ request: DigestRequest, token: String) async throws -> DigestReply {
        try await ask(Endpoint.digest, token: token, try CanonicalJSON.encode(request))
    }

    private func ask<Reply: Decodable>(
        _ path: String, token: String? = nil, _ body: [UInt8]? = nil
    ) async throws -> Reply {
        try decoded(try await accepted(path, token: token, body).body)
    }

    private func decoded<Reply: Decodable>(_ bytes: [UInt8]) throws -> Reply {
        do {
            return try CanonicalJSON.decode(Reply.self, from: bytes)
        } catch is DecodingError {
            throw TransportError.foreign
        }
    }

    /// A reply that says yes.
    private func accepted(
        _ path: String, token: String?, _ body: [UInt8]?, mayPackBody: Bool = false
    ) async throws -> TransportReply {
        let reply = try await carry(
            TransportRequest(
                path: path, token: token, proto: ProtocolVersion.current.description, body: body,
                mayPackBody: mayPackBody))
        if (200..<300).contains(reply.status) { return reply }
        let problem: Problem
        do {
            problem = try CanonicalJSON.decode(Problem.self, from: reply.body)
        } catch is DecodingError {
            throw TransportError.unreachable(
                "The answer (status \(reply.status)) is not from a Tatua server, or that server is not well.")
        }
        throw problem
    }
}

extension TransportError {
    static let foreign = TransportError.unreachable(
        "What answered is not a Tatua server; a sign-in page of the network may be in the way.")
}
