import CaseProtocol
import ClientCore
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A server on a free port of this machine that reads whole HTTP/1.1 requests and answers byte by byte as scripted, so
/// that it can lie about lengths and hang up.
struct HTTPTestServer {
    private let channel: any Channel

    private let isTLS: Bool

    /// - Parameter tls: what it shows; `nil` for a server that speaks in the clear.
    init(tls: NIOSSLContext? = nil, _ handler: @escaping TestHandler) async throws {
        isTLS = tls != nil
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(Conversation(handler))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var address: String { isTLS ? "https://localhost:\(port)" : "http://127.0.0.1:\(port)" }

    func stop() async throws { try await channel.close() }
}

/// One connection, one request.
private final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let handler: TestHandler
    private var received: [UInt8] = []

    init(_ handler: @escaping TestHandler) { self.handler = handler }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(unwrapInboundIn(data).readableBytesView)
        guard let request = parsed() else { return }
        received = []
        switch handler(request) {
        case .reply(let status, let body): send(status, body, promising: body.count, context)
        case .cutShort(let status, let body, let count):
            send(status, Array(body.prefix(count)), promising: body.count, context)
        case .hangUp: context.close(promise: nil)
        case .stall: break
        }
    }

    private func send(_ status: Int, _ body: [UInt8], promising length: Int, _ context: ChannelHandlerContext) {
        let head = "HTTP/1.1 \(status) Scripted\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n"
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: Array(head.utf8) + body)))
            .whenComplete { _ in loopBound.value.close(promise: nil) }
    }

    /// The request, once all of it is here.
    private func parsed() -> TransportRequest? {
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let body = Array(text[end.upperBound...].utf8)
        let length = Int(headers["content-length"] ?? "0") ?? 0
        guard body.count >= length else { return nil }
        let words = lines[0].split(separator: " ")
        return TransportRequest(
            path: String(words[1]), token: headers["authorization"].map { String($0.dropFirst("Bearer ".count)) },
            proto: headers[ProtocolVersion.headerName.lowercased()] ?? "", body: words[0] == "POST" ? body : nil)
    }
}
