import CaseProtocol
import ClientCore
import Server

/// The line to a server in the same process, in every room of these tests. It loses nothing.
struct CoreLine: Sendable {
    private let core: @Sendable () -> ServerCore

    /// To one server.
    init(_ core: ServerCore) { self.core = { core } }

    /// To whichever server runs at the moment of a request.
    init(_ core: @escaping @Sendable () -> ServerCore) { self.core = core }

    var transport: LoopbackTransport { LoopbackTransport(carry) }

    /// Answers as the routes do, the first version of the protocol.
    @Sendable func carry(_ request: TransportRequest) async throws -> TransportReply {
        let core = core()
        do {
            let body = request.body ?? []
            if request.path == Endpoint.hello { return try reply(try await core.hello()) }
            let person = try await core.authenticate(request.token ?? "")
            switch request.path {
            case Endpoint.push:
                let push = try CanonicalJSON.decode(PushRequest.self, from: body)
                return try reply(try await core.push(push, as: person))
            case Endpoint.digest:
                let digest = try CanonicalJSON.decode(DigestRequest.self, from: body)
                return try reply(try await core.digest(digest, as: person))
            case Endpoint.pull:
                let pull = try CanonicalJSON.decode(PullRequest.self, from: body)
                return TransportReply(status: 200, body: try await core.pull(pull, as: person))
            default: throw Problem(.noRoute, "There is nothing at this address.")
            }
        } catch let problem as Problem {
            return TransportReply(status: 400, body: try CanonicalJSON.encode(problem))
        }
    }

    private func reply(_ value: some Encodable) throws -> TransportReply {
        TransportReply(status: 200, body: try CanonicalJSON.encode(value))
    }
}
