internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird

/// The headers that keep a browser from making something else of an answer than it is. A client on a thin link pays for
/// each byte of them, so each answer has those that do something there (decision 53).
struct AnswerHeaders {
    /// Whether whoever asks came over TLS of this server's own: only then may it speak for the whole host.
    let isTLS: Bool

    /// No page of ours loads, runs, frames or sends anything.
    private static let contentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

    func add(to response: inout Response, of request: Request) {
        // Nothing to read, nothing to misread.
        if response.status != .noContent { response.headers[.xContentTypeOptions] = "nosniff" }
        let isRefusal = response.status.code >= 400
        let isFile = response.headers[.contentDisposition] != nil
        // What replicas read well is never a page; what a browser may come upon is treated as one.
        guard isRefusal || isFile || !request.uri.path.hasPrefix(Endpoint.syncPrefix) else { return }
        response.headers[.contentSecurityPolicy] = Self.contentPolicy
        if let name = HTTPField.Name("Cross-Origin-Resource-Policy") { response.headers[name] = "same-origin" }
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if isTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    }
}
