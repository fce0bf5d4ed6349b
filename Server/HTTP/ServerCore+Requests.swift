internal import CaseProtocol
internal import Hummingbird
internal import Server

extension ServerCore {
    /// Who sends a request, by its token.
    ///
    /// - Throws: ``ProblemCode/notSignedIn``, ``ProblemCode/secondFactorRequired``.
    func person(of request: Request, for use: SessionUse = .anything) async throws -> SignedIn {
        guard let token = request.bearerToken else { throw Problem.notSignedIn }
        return try await authenticate(token, for: use)
    }
}
