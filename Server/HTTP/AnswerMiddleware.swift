internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Server

/// Turns every error into a problem that says no more than it may, sets the headers that all answers have, counts, and
/// leaves one line in the log: which address, how it ended, how long it took. Never what was asked or answered, nor of whom.
struct AnswerMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let counters: Counters
    let headers: AnswerHeaders
    /// Whether what a proxy on this machine says of where requests come from is believed.
    let isBehindProxy: Bool
    let refusals: EvenRefusals
    let log: Logger

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if isBehindProxy { context.address = request.forwardedFor ?? context.address }
        let began = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try .problem(problem(for: error, context), to: request)
        }
        headers.add(to: &response, of: request)
        // Whoever asks for the head alone gets no problem in words either: bytes after a head are the next answer.
        if request.method == .head { response = response.createHeadResponse() }
        let elapsed = ContinuousClock.now - began
        note(request, response, context, seconds: elapsed / .seconds(1))
        if response.status == .notFound || context.refusals.isAny { await refusals.hold(after: elapsed) }
        return response
    }

    private func note(_ request: Request, _ response: Response, _ context: ServerContext, seconds: Double) {
        let route = context.endpointPath ?? "none"
        let status = response.status.code
        counters.request(route: route, status: status, seconds: seconds)
        var metadata: Logger.Metadata = [
            "id": "\(context.requestID)", "method": "\(request.method.loggable)", "route": "\(route)",
            "status": "\(status)",
            "ms": "\(Int(seconds * 1_000))",
        ]
        // Whoever guards the machine needs to know where guessing comes from.
        if route == Endpoint.login, status >= 400 { metadata["from"] = "\(context.address ?? "unknown")" }
        log.info("request", metadata: metadata)
    }

    private func problem(for error: any Error, _ context: ServerContext) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? HTTPError {
            switch error.status {
            case .notFound, .methodNotAllowed: return .noRoute
            case .contentTooLarge: return Problem(.bodyTooLarge, "The request is too large.")
            case .badRequest: return Problem(.malformedBody, "The request could not be read.")
            default: break
            }
        }
        context.logger.error(
            "a request failed",
            metadata: [
                "id": "\(context.requestID)", "route": "\(context.endpointPath ?? "none")", "error": "\(error.logText)",
            ])
        return Problem(
            .internal, "Something broke on our side. The administrator finds it under this number.",
            requestID: context.requestID)
    }
}

extension HTTPRequest.Method {
    /// Its name where it is one that is spoken here: what somebody made up does not go into a log.
    fileprivate var loggable: String { [.get, .head, .post, .patch].contains(self) ? rawValue : "other" }
}
