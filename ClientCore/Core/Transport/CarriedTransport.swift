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

    /// Asks for a directive.
    public func directive(_ inquiry: DirectiveInquiry) async throws -> DirectiveReply {
        try await ask(Endpoint.directive, try CanonicalJSON.encode(inquiry))
    }

    /// Hands in what waits.
    public func rescue(_ request: RescueRequest) async throws -> RescueReply {
        try await ask(Endpoint.rescue, try CanonicalJSON.encode(request))
    }

    /// Asks for a second factor.
    public func offerSecondFactor(_ request: SecondFactorRequest, token: String) async throws -> SecondFactorOffer {
        try await ask(Endpoint.secondFactor, token: token, try CanonicalJSON.encode(request))
    }

    /// Makes a second factor count.
    public func confirmSecondFactor(
        _ request: SecondFactorConfirmation, token: String
    ) async throws -> SecondFactorCodes {
        try await ask(Endpoint.secondFactorConfirm, token: token, try CanonicalJSON.encode(request))
    }

    /// Removes a second factor.
    public func removeSecondFactor(_ request: SecondFactorRequest, token: String) async throws {
        _ = try await accepted(Endpoint.secondFactorRemove, token: token, try CanonicalJSON.encode(request))
    }

    /// Asks on which devices the account is signed in.
    public func sessions(token: String) async throws -> SessionList { try await ask(Endpoint.sessions, token: token) }

    /// Signs devices of the account out.
    public func revokeSessions(_ request: RevokeSessionsRequest, token: String) async throws -> RevokedSessions {
        try await ask(Endpoint.sessionsRevoke, token: token, try CanonicalJSON.encode(request))
    }

    /// Takes another password.
    public func changePassword(_ request: ChangePasswordRequest, token: String) async throws {
        _ = try await accepted(Endpoint.password, token: token, try CanonicalJSON.encode(request))
    }

    /// Takes another password with a code.
    public func recoverPassword(_ request: RecoverPasswordRequest) async throws {
        _ = try await accepted(Endpoint.passwordReset, token: nil, try CanonicalJSON.encode(request))
    }

    /// Asks for a code for somebody else.
    public func giveResetCode(_ request: ResetCodeRequest, token: String) async throws -> OneTimeCode {
        try await ask(Endpoint.resetCode, token: token, try CanonicalJSON.encode(request))
    }

    /// Makes an account.
    public func register(_ request: RegisterRequest) async throws -> RegisterReply {
        try await ask(Endpoint.register, try CanonicalJSON.encode(request))
    }

    /// Asks for the privacy notice and terms.
    public func terms(token: String?) async throws -> Terms { try await ask(Endpoint.terms, token: token) }

    /// Names an alternate.
    public func nameAlternate(_ request: AlternateRequest, token: String) async throws -> AlternateReply {
        try await ask(Endpoint.alternate, token: token, try CanonicalJSON.encode(request))
    }

    /// Reads a case for an auditor.
    public func audit(_ request: AuditRequest, token: String) async throws -> AuditedCase {
        try await ask(Endpoint.audit, token: token, try CanonicalJSON.encode(request))
    }

    /// Asks how the published cases stand.
    public func publicCounts() async throws -> PublicCounts { try await ask(Endpoint.publicCounts) }

    /// Counts cases for an auditor, an agency or a desk.
    public func counts(_ request: CountsRequest, token: String) async throws -> CountsReply {
        try await ask(Endpoint.counts, token: token, try CanonicalJSON.encode(request))
    }

    /// Sends commands.
    public func push(_ request: PushRequest, in conversation: Conversation) async throws -> PushAnswer {
        let reply = try await accepted(
            Endpoint.push, token: conversation.token, try CanonicalJSON.encode(request),
            mayPackBody: conversation.takesGzip)
        // A page may follow on further lines.
        let end = reply.body.firstIndex(of: UInt8(ascii: "\n")) ?? reply.body.endIndex
        let page = reply.body[end...].dropFirst()
        return PushAnswer(
            reply: try decoded(Array(reply.body[..<end])), page: page.isEmpty ? nil : Array(page),
            waitSeconds: reply.waitSeconds)
    }

    /// Asks for a page.
    public func pull(_ request: PullRequest, in conversation: Conversation) async throws -> PullAnswer {
        let reply = try await accepted(Endpoint.pull, token: conversation.token, try CanonicalJSON.encode(request))
        if reply.status == 204 {
            guard reply.isAnswer(acked: request.acked) else { throw TransportError.foreign }
            return PullAnswer(
                .nothingNew(asOf: reply.headers["date"].flatMap { HTTPDate.moment($0) }),
                waitSeconds: reply.waitSeconds)
        }
        // A page begins with an operation, a row or its trailer; anything else is some other machine's answer.
        guard reply.body.isEmpty || reply.body.first == UInt8(ascii: "{") else { throw TransportError.foreign }
        var answer = PullAnswer(.page(reply.body), waitSeconds: reply.waitSeconds)
        answer.bytesCarried = reply.bytesCarried
        return answer
    }

    /// Asks how much a pull would bring.
    public func estimate(_ request: PullRequest, in conversation: Conversation) async throws -> EstimateReply {
        try await ask(Endpoint.estimate, token: conversation.token, try CanonicalJSON.encode(request))
    }

    /// Waits for news.
    public func news(_ inquiry: NewsInquiry, waitSeconds: Int) async throws -> NewsAnswer {
        let query =
            "?replica=\(inquiry.replica)&cursor=\(Self.escaped(inquiry.cursor))&acked=\(inquiry.acked)"
            + "&wait=\(waitSeconds)"
        let reply = try await accepted(Endpoint.news + query, token: inquiry.conversation.token, nil)
        if reply.status == 204 {
            guard reply.isAnswer(acked: inquiry.acked) else { throw TransportError.foreign }
            return NewsAnswer(isNews: false, waitSeconds: reply.waitSeconds)
        }
        let news: NewsReply = try decoded(reply.body)
        return NewsAnswer(isNews: news.news, waitSeconds: reply.waitSeconds)
    }

    /// For a query: letters, digits and what a cursor is made of stay as they are.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: String(UnicodeScalar(byte))
            default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }.joined()
    }

    /// Asks for digests.
    public func digest(_ request: DigestRequest, token: String) async throws -> DigestReply {
        try await ask(Endpoint.digest, token: token, try CanonicalJSON.encode(request))
    }

    func ask<Reply: Decodable>(
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
    func accepted(
        _ path: String, token: String?, _ body: [UInt8]?, mayPackBody: Bool = false
    ) async throws -> TransportReply {
        let reply = try await carry(
            TransportRequest(
                path: path, token: token, proto: ProtocolVersion.current.description, body: body,
                mayPackBody: mayPackBody))
        if (200..<300).contains(reply.status) { return reply }
        var problem: Problem
        do {
            problem = try CanonicalJSON.decode(Problem.self, from: reply.body)
        } catch is DecodingError {
            // Whatever stands before the server may turn people away as well; when to come again is all it can say.
            if [429, 503].contains(reply.status), let seconds = reply.waitSeconds {
                throw Problem.askedToWait(seconds)
            }
            throw TransportError.unreachable(
                "The answer (status \(reply.status)) is not from a Tatua server, or that server is not well.")
        }
        problem.waitSeconds = reply.waitSeconds ?? problem.waitSeconds.flatMap(TransportReply.believed(waitSeconds:))
        throw problem
    }
}

extension Problem {
    fileprivate static func askedToWait(_ seconds: Int) -> Problem {
        Problem(.busy, "The server has too much to do and asks to come back later.", waitSeconds: seconds)
    }
}

extension TransportError {
    static let foreign = TransportError.unreachable(
        "What answered is not a Tatua server; a sign-in page of the network may be in the way.")
}
