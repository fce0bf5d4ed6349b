internal import CaseCrypto
internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import Server

/// What anybody may read.
struct PublicRoutes {
    /// How many cards a page has when the reader does not say.
    static let cardsDefault = 50
    /// When whoever heard that the server is not ready may ask again.
    static let readinessSeconds = 10

    let core: ServerCore

    func add(to router: Router<ServerContext>) {
        router.get(RouterPath(Endpoint.health)) { _, _ in Response.bytes(Array("ok\n".utf8), type: "text/plain") }
        router.get(RouterPath(Endpoint.live)) { _, _ in Response.bytes(Array("ok\n".utf8), type: "text/plain") }
        router.get(RouterPath(Endpoint.ready)) { _, _ in
            let readiness = await core.readiness()
            guard !readiness.ready else { return try Response.json(readiness) }
            var response = try Response.json(readiness, status: .serviceUnavailable)
            response.headers[.retryAfter] = String(Self.readinessSeconds)
            return response
        }
        router.get(RouterPath(Endpoint.publicCards)) { request, _ in
            let query = request.uri.queryParameters
            let after = query["after"].map { String($0) }
            let limitText = query["limit"].map { String($0) }
            // A limit that is no number is as wrong as one out of range.
            let limit = limitText.map { Int($0) ?? 0 } ?? Self.cardsDefault
            let cards = try await core.publicCards(after: after, limit: limit)
            return try answer(cards, to: request)
        }
        router.get(RouterPath(Endpoint.publicCards + "/:number")) { request, context in
            try answer(try await core.card(try context.parameters.require("number")), to: request)
        }
        router.get(RouterPath(Endpoint.publicCounts)) { request, _ in
            try answer(try await core.publicCounts(), to: request)
        }
    }

    /// With a tag by which the reader can ask whether anything changed.
    private func answer(_ value: some Encodable, to request: Request) throws -> Response {
        let bytes = try CanonicalJSON.encode(value)
        let tag = "\"\(SHA256.hash(bytes).hex.prefix(32))\""
        let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map { $0.drop { $0 == " " } }
        var response =
            known.contains { $0 == tag || $0 == "*" || $0 == "W/" + tag }
            ? Response(status: .notModified) : try Response.packed(bytes, type: "application/json", to: request)
        response.headers[.eTag] = tag
        response.headers[.vary] = "Accept-Encoding"
        response.headers[.cacheControl] = "public, max-age=60"
        return response
    }
}
