internal import CaseProtocol
internal import Gzip
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Server

extension Response {
    /// JSON for one person: not to be kept by anything on the way.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        bytes(try CanonicalJSON.encode(value), type: "application/json", status: status)
    }

    /// The same, in gzip where `request` takes it and it is worth it.
    static func json(
        _ value: some Encodable, to request: Request, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try packed(try CanonicalJSON.encode(value), type: "application/json", to: request, status: status)
    }

    static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// `bytes`, in gzip where `request` takes it and it is worth it.
    static func packed(
        _ bytes: [UInt8], type: String, to request: Request, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        guard request.takesGzip, bytes.count > Packing.bytesMin else {
            return self.bytes(bytes, type: type, status: status)
        }
        let packed = try Gzip.compress(bytes)
        return packed.count < bytes.count
            ? gzip(packed, type: type, status: status) : self.bytes(bytes, type: type, status: status)
    }

    /// `bytes` that are in gzip already.
    static func gzip(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        var response = self.bytes(bytes, type: type, status: status)
        response.headers[.contentEncoding] = "gzip"
        return response
    }

    static func problem(_ problem: Problem, to request: Request) throws -> Response {
        var response = try json(problem, to: request, status: problem.status)
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        if problem.code == .uploadOffset, let offset = problem.allowed?.first {
            response.headers.set(BlobHeader.offset, offset)
        }
        if problem.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}
