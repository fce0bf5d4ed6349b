import CaseProtocol
import ClientCore

/// What is asked about a file, as one line of the played network: the real one has headers for it (`BlobHeader`).
struct BlobAsk {
    enum Kind: String { case state, part, get }
    let kind: Kind
    let blob: BlobID
    var offset = 0
    /// The whole length of an upload; how many bytes of a download.
    var count = 0

    init(_ kind: Kind, _ blob: BlobID, offset: Int = 0, count: Int = 0) {
        (self.kind, self.blob, self.offset, self.count) = (kind, blob, offset, count)
    }

    init?(_ path: String) {
        guard path.hasPrefix(Endpoint.blobs + "/") else { return nil }
        let words = path.dropFirst(Endpoint.blobs.count + 1).split(separator: "/").map(String.init)
        guard words.count == 4, let blob = BlobID(hex: words[0]), let kind = Kind(rawValue: words[1]),
            let offset = Int(words[2]), let count = Int(words[3])
        else { return nil }
        self.init(kind, blob, offset: offset, count: count)
    }

    var path: String { "\(Endpoint.blobs)/\(blob.hex)/\(kind.rawValue)/\(offset)/\(count)" }
}

/// How far an upload came, in the place of two headers.
struct PlayedStanding: Codable {
    let offset: Int
    let isComplete: Bool
}

/// The device's end of the network for files.
struct SimBlobTransport: BlobTransport {
    let carrier: SimTransport

    func uploadState(of blob: BlobID, token: String) async throws -> BlobStanding {
        try standing(try await ask(BlobAsk(.state, blob), token))
    }

    func upload(
        _ part: [UInt8], of blob: BlobID, at offset: Int, length: Int, token: String
    ) async throws -> BlobStanding {
        try standing(try await ask(BlobAsk(.part, blob, offset: offset, count: length), token, part))
    }

    func download(_ blob: BlobID, at offset: Int, count: Int, token: String) async throws -> [UInt8] {
        try await ask(BlobAsk(.get, blob, offset: offset, count: count), token)
    }

    private func ask(_ ask: BlobAsk, _ token: String, _ body: [UInt8]? = nil) async throws -> [UInt8] {
        let reply = try await carrier.carry(
            TransportRequest(path: ask.path, token: token, proto: ProtocolVersion.current.description, body: body))
        if reply.status == 200 { return reply.body }
        guard let problem = try? CanonicalJSON.decode(Problem.self, from: reply.body) else { throw Self.foreign }
        throw problem
    }

    private func standing(_ body: [UInt8]) throws -> BlobStanding {
        guard let standing = try? CanonicalJSON.decode(PlayedStanding.self, from: body) else { throw Self.foreign }
        return BlobStanding(offset: standing.offset, isComplete: standing.isComplete)
    }

    private static let foreign = TransportError.unreachable("The answer is not from a Tatua server.")
}
