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
        try await ask(Endpoint.push, token: token, try CanonicalJSON.encode(request))
    }

    /// Asks for a page.
    public func pull(_ request: PullRequest, token: String) async throws -> [UInt8] {
        let body = try await accepted(Endpoint.pull, token: token, try CanonicalJSON.encode(request))
        // A page begins with an operation, a row or its trailer; anything else is some other machine's answer.
        guard body.isEmpty || body.first == UInt8(ascii: "{") else { throw TransportError.foreign }
        return body
    }

    /// Asks for digests.
    public func digest(_ request: DigestRequest, token: String) async throws -> DigestReply {
        try await ask(Endpoint.digest, token: token, try CanonicalJSON.encode(request))
    }

    private func ask<Reply: Decodable>(
        _ path: String, token: String? = nil, _ body: [UInt8]? = nil
    ) async throws -> Reply {
        let bytes = try await accepted(path, token: token, body)
        do {
            return try CanonicalJSON.decode(Reply.self, from: bytes)
        } catch is DecodingError {
            throw TransportError.foreign
        }
    }

    /// The body of a reply that says yes.
    private func accepted(_ path: String, token: String?, _ body: [UInt8]?) async throws -> [UInt8] {
        let reply = try await carry(
            TransportRequest(path: path, token: token, proto: ProtocolVersion.current.description, body: body))
        if (200..<300).contains(reply.status) { return reply.body }
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
