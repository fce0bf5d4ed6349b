internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import Server

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
            _ = try await core.authenticate(token)
            try await core.logout(token)
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.post(path(Endpoint.push)) { request, _ in
            try request.checkProtocolVersion()
            let person = try await person(request)
            let push = try await request.message(PushRequest.self, bytesMax: core.limits.bodyBytesMax)
            return try Response.json(try await core.push(push, as: person), to: request)
        }
        router.post(path(Endpoint.pull)) { request, _ in
            let version = try request.checkProtocolVersion()
            let person = try await person(request)
            let pull = try await request.message(PullRequest.self, bytesMax: core.limits.bodyBytesMax)
            let manner = PullManner(takesGzip: request.takesGzip, takesNothingNew: version >= .withNothingNew)
            return answer(try await core.pull(pull, as: person, in: manner))
        }
    }

    private func answer(_ answer: PullAnswer) -> Response {
        switch answer {
        case .nothingNew: Response(status: .noContent)
        case .page(let bytes, isGzip: true): Response.gzip(bytes, type: Self.pageType)
        case .page(let bytes, isGzip: false): Response.bytes(bytes, type: Self.pageType)
        }
    }

    private func addDigest(to router: Router<ServerContext>) {
        router.post(path(Endpoint.digest)) { request, _ in
            try request.checkProtocolVersion()
            let person = try await person(request)
            let digest = try await request.message(DigestRequest.self, bytesMax: Self.digestBytesMax)
            return try Response.json(try await core.digest(digest, as: person))
        }
    }

    private func person(_ request: Request) async throws -> SignedIn {
        guard let token = request.bearerToken else { throw Problem.notSignedIn }
        return try await core.authenticate(token)
    }

    private func path(_ endpoint: String) -> RouterPath { RouterPath(endpoint) }
}
