import AsyncHTTPClient
public import CaseProtocol
public import ClientCore
import NIOCore
import NIOHTTP1

extension HTTPTransport: BlobTransport {
    /// How far the own upload came.
    public func uploadState(of blob: BlobID, token: String) async throws -> BlobStanding {
        let response = try await exchange(.HEAD, blob, token, [:]).response
        // The answer to a HEAD has no words: the status says all.
        switch response.status.code {
        case 200..<300: return try standing(response)
        case 401: throw Problem(.notSignedIn, "The server does not know this sign-in any more.")
        case 404: throw Problem(.notFound, "There are no such bytes, or they are not yours to see.")
        default: throw unreachable(response)
        }
    }

    /// Sends the next part.
    public func upload(
        _ part: [UInt8], of blob: BlobID, at offset: Int, length: Int, token: String
    ) async throws -> BlobStanding {
        let (response, body) = try await exchange(
            .PATCH, blob, token, [BlobHeader.offset: String(offset), BlobHeader.length: String(length)], part)
        try check(response, body)
        return try standing(response)
    }

    /// Reads bytes from `offset` on, at most `count`.
    public func download(_ blob: BlobID, at offset: Int, count: Int, token: String) async throws -> [UInt8] {
        guard count > 0 else { return [] }
        let (response, body) = try await exchange(
            .GET, blob, token,
            ["Range": "bytes=\(offset)-\(offset + count - 1)", "If-Range": "\"\(blob.hex)\""])
        try check(response, body)
        // A server, or a machine on the way, that knows no ranges answers with the whole.
        return response.status == .partialContent ? body : Array(body.dropFirst(offset).prefix(count))
    }

    private func exchange(
        _ method: HTTPMethod, _ blob: BlobID, _ token: String, _ headers: [String: String], _ part: [UInt8]? = nil
    ) async throws -> (response: HTTPClientResponse, body: [UInt8]) {
        var message = HTTPClientRequest(url: "\(server)\(Endpoint.blobs)/\(blob.hex)")
        message.method = method
        message.headers.add(name: ProtocolVersion.headerName, value: ProtocolVersion.current.description)
        message.headers.add(name: "Authorization", value: "Bearer \(token)")
        for (name, value) in headers { message.headers.add(name: name, value: value) }
        if let part {
            message.headers.add(name: "Content-Type", value: "application/octet-stream")
            message.body = .bytes(ByteBuffer(bytes: part))
        }
        do {
            let response = try await client.execute(message, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: BlobLimits.standard.blobBytesMax)
            return (response, Array(body.readableBytesView))
        } catch let error as CancellationError {
            throw error
        } catch {
            // Parts of files have sizes of their own: nothing is made smaller for one that stopped.
            throw TransportError.unreachable(await failure(error).sentence)
        }
    }

    private func check(_ response: HTTPClientResponse, _ body: [UInt8]) throws {
        if (200..<300).contains(response.status.code) { return }
        let problem: Problem
        do {
            problem = try CanonicalJSON.decode(Problem.self, from: body)
        } catch is DecodingError {
            throw unreachable(response)
        }
        throw problem
    }

    /// What is not answered with our headers is some other machine's answer.
    private func standing(_ response: HTTPClientResponse) throws -> BlobStanding {
        guard let offset = response.headers.first(name: BlobHeader.offset).flatMap({ Int($0) }), offset >= 0,
            let complete = response.headers.first(name: BlobHeader.complete)
        else { throw unreachable(response) }
        return BlobStanding(offset: offset, isComplete: complete == "?1")
    }

    private func unreachable(_ response: HTTPClientResponse) -> TransportError {
        .unreachable(
            "The answer (status \(response.status.code)) is not from a Tatua server, or that server is not well.")
    }
}
