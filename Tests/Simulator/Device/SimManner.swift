import CaseProtocol
import ClientCore
import Gzip
import Server

/// How a device speaks: one of protocol 1.0 knows nothing of what came later, and some take answers and send requests in gzip.
struct SimManner {
    var isOld = false
    var takesGzip = false

    static let encoding = "content-encoding"
    static let acked = Endpoint.ackedHeader.lowercased()

    /// From how many bytes on bodies are packed: fewer than on real ways, so that more of them are.
    private static let bytesMin = 60

    /// A request's body as it goes out, and whether it is packed.
    func packed(_ request: TransportRequest) throws -> (body: [UInt8]?, isPacked: Bool) {
        guard takesGzip, request.mayPackBody, let body = request.body, body.count > Self.bytesMin else {
            return (request.body, false)
        }
        return (try Gzip.compress(body), true)
    }

    /// Packs an answer as the routes do, where its reader takes that.
    func packed(_ reply: TransportReply) throws -> TransportReply {
        guard takesGzip, reply.body.count > Self.bytesMin else { return reply }
        let bytes = try Gzip.compress(reply.body)
        guard bytes.count < reply.body.count else { return reply }
        return TransportReply(status: reply.status, body: bytes, headers: [Self.encoding: "gzip"])
    }

    /// What the device makes of an answer: unpacked, and for an old one without what it does not know.
    func received(_ reply: TransportReply, to request: TransportRequest) throws -> TransportReply {
        let reply = try Self.unpacked(reply)
        guard isOld, reply.status == 200 else { return reply }
        switch request.path {
        case Endpoint.hello: return TransportReply(status: 200, body: Self.oldHello(reply.body))
        case Endpoint.pull: return TransportReply(status: 200, body: Self.oldPage(reply.body))
        default: return reply
        }
    }

    /// - Throws: ``TransportError`` for one that was damaged on its way.
    static func unpacked(_ reply: TransportReply) throws -> TransportReply {
        guard reply.headers[encoding] == "gzip" else { return reply }
        guard let body = try? Gzip.expand(reply.body, maxBytes: 67_108_864) else {
            throw TransportError.unreachable("The answer was damaged on its way.")
        }
        return TransportReply(status: reply.status, body: body)
    }

    private static func oldHello(_ body: [UInt8]) -> [UInt8] {
        guard let hello = try? CanonicalJSON.decode(Hello.self, from: body) else { return body }
        var limits = hello.limits
        limits.blobs = nil
        let old = Hello(
            proto: ProtocolRange(min: .oldestSupported, max: .oldestSupported), epoch: hello.epoch, now: hello.now,
            limits: limits, features: [])
        return (try? CanonicalJSON.encode(old)) ?? body
    }

    /// A page without the digest that 1.0 does not know.
    private static func oldPage(_ body: [UInt8]) -> [UInt8] {
        let lines = body.split(separator: UInt8(ascii: "\n"))
        guard let last = lines.last, case .end(var trailer)? = try? PullLine(parsing: last), body.last == 10 else {
            return body
        }
        trailer.dig = nil
        guard let end = try? PullLine.end(trailer).wireBytes() else { return body }
        return Array(body.dropLast(last.count + 1)) + end + [10]
    }
}
