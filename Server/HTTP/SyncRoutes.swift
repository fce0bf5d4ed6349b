internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import Server
internal import ServiceLifecycle

/// Sign-in, and the conversation with replicas.
struct SyncRoutes {
    /// The most bytes of a request to sign in.
    static let loginBytesMax = 65_536
    /// The most bytes of a request for digests.
    static let digestBytesMax = 65_536
    private static let pageType = "application/x-ndjson"

    let core: ServerCore

    func add(to router: Router<ServerContext>) {
        addDigest(to: router)
        router.get(path(Endpoint.hello)) { request, _ in
            // Whoever asks does not know yet which versions are spoken here, so none is asked for.
            try Response.json(try await core.hello(), to: request)
        }
        router.post(path(Endpoint.login)) { request, context in
            let login = try await request.message(LoginRequest.self, bytesMax: Self.loginBytesMax)
            return try Response.json(try await core.login(login, from: context.address))
        }
        router.post(path(Endpoint.logout)) { request, _ in
            guard let token = request.bearerToken else { throw Problem.notSignedIn }
            _ = try await core.authenticate(token, for: .addingFactor)
            try await core.logout(token)
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.post(path(Endpoint.push)) { request, context in
            let version = try request.checkProtocolVersion()
            let person = try await core.person(of: request)
            let push = try await request.message(PushRequest.self, bytesMax: core.limits.bodyBytesMax)
            return try await admitted(push.replica) {
                if let pull = push.pull, version >= .withNothingNew {
                    let manner = PullManner(takesGzip: request.takesGzip, takesNothingNew: false)
                    let (pushed, pulled) = try await core.push(push, andPull: pull, as: person, in: manner)
                    context.refusals.note(in: pushed)
                    return answer(pulled, acked: pull.acked)
                }
                let pushed = try await core.push(push, as: person)
                context.refusals.note(in: pushed)
                return try Response.json(pushed, to: request)
            }
        }
        router.post(path(Endpoint.pull)) { request, _ in
            let version = try request.checkProtocolVersion()
            let person = try await core.person(of: request)
            let pull = try await request.message(PullRequest.self, bytesMax: core.limits.bodyBytesMax)
            let manner = PullManner(takesGzip: request.takesGzip, takesNothingNew: version >= .withNothingNew)
            return try await admitted(pull.replica) {
                answer(try await core.pull(pull, as: person, in: manner), acked: pull.acked)
            }
        }
        router.post(path(Endpoint.estimate)) { request, _ in
            try request.checkProtocolVersion()
            let person = try await core.person(of: request)
            let pull = try await request.message(PullRequest.self, bytesMax: core.limits.bodyBytesMax)
            return try await admitted(pull.replica) { try Response.json(try await core.estimate(pull, as: person)) }
        }
        router.get(path(Endpoint.news)) { request, _ in
            try request.checkProtocolVersion()
            let person = try await core.person(of: request)
            let question = try request.newsQuestion()
            // A server that stops does not keep anybody waiting.
            let found = try await cancelWhenGracefulShutdown { try await core.news(question, as: person) }
            var response =
                found.isNews ? try Response.json(NewsReply(news: true)) : Response.nothingNew(acked: question.acked)
            response.setBackoff(found.backoffSeconds)
            return response
        }
    }

    /// A push or a pull when there is room for it, with word of when to come back when there is not much.
    private func admitted(_ replica: ReplicaID, _ body: () async throws -> Response) async throws -> Response {
        var (response, seconds) = try await core.admitted(replica, body)
        response.setBackoff(seconds)
        return response
    }

    private func answer(_ answer: PullAnswer, acked: Int) -> Response {
        var response =
            switch answer {
            case .nothingNew: Response.nothingNew(acked: acked)
            case .page(let bytes, isGzip: true): Response.gzip(bytes, type: Self.pageType)
            case .page(let bytes, isGzip: false): Response.bytes(bytes, type: Self.pageType)
            }
        // An answer to a POST that names no lifetime is not kept by anything on the way (RFC 9111, 3 and 4.2.2); thin links
        // pay for each line of the head.
        response.headers[.cacheControl] = nil
        return response
    }

    private func addDigest(to router: Router<ServerContext>) {
        router.post(path(Endpoint.digest)) { request, _ in
            try request.checkProtocolVersion()
            let person = try await core.person(of: request)
            let digest = try await request.message(DigestRequest.self, bytesMax: Self.digestBytesMax)
            return try await admitted(digest.replica) { try Response.json(try await core.digest(digest, as: person)) }
        }
    }

    private func path(_ endpoint: String) -> RouterPath { RouterPath(endpoint) }
}

extension Response {
    /// 204, and what was asked: whatever stands before the server can make up a status, and not this.
    fileprivate static func nothingNew(acked: Int?) -> Response {
        var response = Response(status: .noContent)
        if let acked, let name = HTTPField.Name(Endpoint.ackedHeader) { response.headers[name] = String(acked) }
        return response
    }

    /// `Sync-Backoff`: after how many seconds to come back, beside an answer that says yes.
    fileprivate mutating func setBackoff(_ seconds: Int?) {
        guard let seconds, let name = HTTPField.Name("Sync-Backoff") else { return }
        headers[name] = String(seconds)
    }
}

extension Request {
    /// `?cursor=…&acked=…&wait=…`, or the cursor as the header `Sync-Cursor`.
    fileprivate func newsQuestion() throws(Problem) -> NewsQuestion {
        let query = uri.queryParameters
        let header = HTTPField.Name("Sync-Cursor").flatMap { headers[$0] }
        guard let cursor = query["cursor"].map({ String($0) }) ?? header else {
            throw Problem(.malformedBody, "The question for news names a cursor.", path: "cursor")
        }
        let acked = try number("acked", query["acked"])
        let wait = try number("wait", query["wait"])
        let replica = query["replica"].map { ReplicaID($0) }
        if case .some(nil) = replica {
            throw Problem(.malformedBody, "This is not the id of a replica.", path: "replica")
        }
        return NewsQuestion(
            cursor: cursor, acked: acked, waitSeconds: wait ?? NewsQuestion.waitSecondsMax,
            replica: replica ?? nil)
    }

    private func number(_ name: String, _ text: Substring?) throws(Problem) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw Problem(.malformedBody, "This is not a number from 0 on.", path: name)
        }
        return number
    }
}
