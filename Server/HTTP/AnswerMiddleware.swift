internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Server

/// Turns every error into a problem that says no more than it may, sets the headers that all answers have, and counts.
struct AnswerMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let counters: Counters
    let headers: AnswerHeaders

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try .problem(problem(for: error, context), to: request)
        }
        headers.add(to: &response, of: request)
        // Whoever asks for the head alone gets no problem in words either: bytes after a head are the next answer.
        if request.method == .head { response = response.createHeadResponse() }
        counters.request(route: context.endpointPath ?? "none", status: response.status.code)
        return response
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
            metadata: ["route": "\(context.endpointPath ?? "none")", "error": "\(error.logText)"])
        return Problem(
            .internal, "Something broke on our side. The administrator finds it under this number.",
            requestID: context.id)
    }
}
