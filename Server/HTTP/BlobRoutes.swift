internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Server

/// Bytes of evidence: how far an own upload came, its next part, and reading. Nothing is ever held whole.
struct BlobRoutes {
    let core: ServerCore

    func add(to router: Router<ServerContext>) {
        let path = RouterPath(Endpoint.blobs + "/:hash")
        router.head(path) { request, context in
            let (blob, person) = try await asked(request, context)
            return answer(try await core.uploadState(of: blob, by: person), status: .ok)
        }
        router.patch(path) { request, context in
            let (blob, person) = try await asked(request, context)
            return answer(try await receive(request, blob, person), status: .noContent)
        }
        router.get(path) { request, context in
            let (blob, person) = try await asked(request, context)
            return try read(try await core.blob(blob, for: person), request)
        }
    }

    /// What is not the name of bytes is answered as bytes that are not here.
    private func asked(_ request: Request, _ context: ServerContext) async throws -> (BlobID, SignedIn) {
        try request.checkProtocolVersion()
        guard let token = request.bearerToken else { throw Problem.notSignedIn }
        let person = try await core.authenticate(token)
        guard let blob = context.parameters.get("hash").flatMap({ BlobID(hex: $0) }) else { throw Problem.noBlob }
        return (blob, person)
    }

    private func receive(_ request: Request, _ blob: BlobID, _ person: SignedIn) async throws -> BlobUploadState {
        var upload = try await core.beginUpload(
            of: blob, at: try request.number(BlobHeader.offset), length: try request.number(BlobHeader.length),
            bytes: request.headers[.contentLength].flatMap { Int($0) }, by: person)
        do {
            for try await part in request.body { try core.receive(Array(part.readableBytesView), for: &upload) }
        } catch let problem as Problem {
            _ = try await core.endUpload(upload)
            throw problem
        } catch {
            // The connection died: what arrived is kept, and nobody is there to be answered.
            _ = try await core.endUpload(upload)
            throw Problem(.malformedBody, "The request was cut short.")
        }
        return try await core.endUpload(upload)
    }

    private func answer(_ state: BlobUploadState, status: HTTPResponse.Status) -> Response {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        headers.set(BlobHeader.offset, String(state.offset))
        headers.set(BlobHeader.length, String(state.length))
        headers.set(BlobHeader.complete, state.isComplete ? "?1" : "?0")
        return Response(status: status, headers: headers)
    }

    private func read(_ blob: ReadableBlob, _ request: Request) throws -> Response {
        let tag = "\"\(blob.id.hex)\""
        var headers: HTTPFields = [
            .contentType: blob.type, .cacheControl: "private, no-cache", .eTag: tag, .acceptRanges: "bytes",
            // Never shown in a browser, whatever it is: it is somebody's file, not a page of ours.
            .contentDisposition: "attachment",
        ]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        let count = blob.count
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        let wanted = isSame ? request.headers[.range].flatMap { ByteRange($0) } : nil
        guard let wanted else {
            return Response(status: .ok, headers: headers, body: Self.body(blob, 0..<count))
        }
        guard let range = wanted.range(of: count) else {
            throw Problem(.rangeInvalid, "There are \(count) bytes.", path: "Range", allowed: [String(count)])
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(count)"
        return Response(status: .partialContent, headers: headers, body: Self.body(blob, range))
    }

    private static let pieceBytes = 65_536

    private static func body(_ blob: ReadableBlob, _ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var place = range.lowerBound
            while place < range.upperBound {
                let piece = try blob.bytes(at: place, count: min(pieceBytes, range.upperBound - place))
                guard !piece.isEmpty else { throw ShortFile() }
                try await writer.write(ByteBuffer(bytes: piece))
                place += piece.count
            }
            try await writer.finish(nil)
        }
    }
}

/// A file became shorter while it was read: the answer is broken off.
private struct ShortFile: Error {}

/// What a `Range` header asks for: one range of bytes. Anything else counts as not asked.
private enum ByteRange {
    case from(Int)
    case between(Int, Int)
    case last(Int)

    init?(_ text: String) {
        guard text.hasPrefix("bytes=") else { return nil }
        let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, let last?) where first <= last: self = .between(first, last)
        case (let first?, nil) where ends[1].isEmpty: self = .from(first)
        case (nil, let last?) where ends[0].isEmpty: self = .last(last)
        default: return nil
        }
    }

    /// The part of `count` bytes; `nil` where there is none.
    func range(of count: Int) -> Range<Int>? {
        let range =
            switch self {
            case .from(let first): min(first, count)..<count
            // A file is never empty, so there is a last byte.
            case .between(let first, let last): min(first, count)..<max(min(first, count), min(last, count - 1) + 1)
            case .last(let bytes): max(0, count - bytes)..<count
            }
        return range.isEmpty ? nil : range
    }
}

extension Request {
    /// A header that must be a number.
    fileprivate func number(_ name: String) throws -> Int {
        guard let field = HTTPField.Name(name), let text = headers[field], let value = Int(text), value >= 0 else {
            throw Problem(.malformedBody, "The header \(name) must be a number of bytes.", path: name)
        }
        return value
    }
}

extension HTTPFields {
    /// Sets a header of ours.
    mutating func set(_ name: String, _ value: String) {
        if let name = HTTPField.Name(name) { self[name] = value }
    }
}
