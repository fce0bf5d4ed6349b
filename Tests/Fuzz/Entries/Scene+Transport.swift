import CaseProtocol
import ClientCore
import Server
import Workflow

extension Scene {
    /// The way from a person's device to a server in the same process.
    func transport(
        of person: Int, to core: ServerCore, heard: @escaping @Sendable (TransportReply) -> Void = { _ in }
    ) -> LoopbackTransport {
        let signedIn = people[person].signedIn
        return LoopbackTransport { request in
            let reply = try await Self.answer(request, core, signedIn)
            heard(reply)
            return reply
        }
    }

    private static func answer(
        _ request: TransportRequest, _ core: ServerCore, _ person: SignedIn
    ) async throws -> TransportReply {
        do {
            let body = request.body ?? []
            switch request.path {
            case Endpoint.hello:
                return TransportReply(status: 200, body: try CanonicalJSON.encode(try await core.hello()))
            case Endpoint.digest:
                let ask = try CanonicalJSON.decode(DigestRequest.self, from: body)
                return TransportReply(
                    status: 200, body: try CanonicalJSON.encode(try await core.digest(ask, as: person)))
            case Endpoint.push:
                let push = try CanonicalJSON.decode(PushRequest.self, from: body)
                guard let pull = push.pull else {
                    return TransportReply(
                        status: 200, body: try CanonicalJSON.encode(try await core.push(push, as: person)))
                }
                let answer = try await core.push(push, andPull: pull, as: person, in: .plain).pulled
                guard case .page(let bytes, _) = answer else { return TransportReply(status: 204, body: []) }
                return TransportReply(status: 200, body: bytes)
            default:
                let pull = try CanonicalJSON.decode(PullRequest.self, from: body)
                return TransportReply(status: 200, body: try await core.pull(pull, as: person))
            }
        } catch let problem as Problem {
            return TransportReply(status: 400, body: try CanonicalJSON.encode(problem))
        }
    }
}
