internal import CaseProtocol
internal import Hummingbird
internal import Server

/// What a replica asks that is to be erased. None of it needs a sign-in.
struct DirectiveRoutes {
    /// The most bytes of a question.
    private static let bytesMax = 4_096

    let core: ServerCore

    func add(to router: Router<ServerContext>) {
        router.post(RouterPath(Endpoint.directive)) { request, _ in
            try request.checkProtocolVersion()
            let inquiry = try await request.message(DirectiveInquiry.self, bytesMax: Self.bytesMax)
            return try Response.json(core.directive(for: inquiry))
        }
        router.post(RouterPath(Endpoint.rescue)) { request, _ in
            try request.checkProtocolVersion()
            let rescue = try await request.message(
                RescueRequest.self, bytesMax: ServerCore.rescueBytesMax * 4 / 3 + Self.bytesMax)
            return try Response.json(try await core.rescue(rescue))
        }
    }
}
