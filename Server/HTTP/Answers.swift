internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Server

extension Response {
    /// JSON for one person: not to be kept by anything on the way.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        bytes(try CanonicalJSON.encode(value), type: "application/json", status: status)
    }

    static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func problem(_ problem: Problem) throws -> Response {
        var response = try json(problem, status: problem.status)
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        if problem.code == .uploadOffset, let offset = problem.allowed?.first {
            response.headers.set(BlobHeader.offset, offset)
        }
        if problem.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}
