internal import CaseProtocol
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes
internal import Server

/// Closes the connection of whoever sends a body, or reads an answer, more slowly than any honest line does, and turns
/// away an address that holds its share already. Waiting for an answer of the server's is no dawdling.
final class PatienceHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Something under way in one direction.
    private struct Transfer {
        let began = NIODeadline.now()
        var bytes = 0

        func isTooSlow(_ limits: ConnectionLimits) -> Bool {
            let milliseconds = (NIODeadline.now() - began).nanoseconds / 1_000_000
            return milliseconds > limits.patienceMilliseconds + Int64(bytes) * 1_000 / Int64(limits.bytesPerSecondMin)
        }
    }

    private let limits: ConnectionLimits
    private let shares: AddressShares?
    /// Whether whoever is turned away can be told so: not before TLS is spoken.
    private let isClear: Bool
    private var body: Transfer?
    private var answer: Transfer?
    /// Parts of the answer that have not gone out.
    private var waitingCount = 0
    private var check: Scheduled<Void>?
    private var isTurnedAway = false

    init(limits: ConnectionLimits, shares: AddressShares?, isClear: Bool) {
        self.limits = limits
        self.shares = shares
        self.isClear = isClear
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { check?.cancel() }

    private func begin(_ context: ChannelHandlerContext) {
        guard let shares, let address = AddressShares.name(of: context.channel.remoteAddress) else { return }
        if shares.enter(address) {
            context.channel.closeFuture.whenComplete { _ in shares.leave(address) }
        } else {
            isTurnedAway = true
            turnAway(context)
        }
    }

    private func turnAway(_ context: ChannelHandlerContext) {
        guard isClear, let body = try? CanonicalJSON.encode(Problem.tooManyConnections) else {
            return context.close(promise: nil)
        }
        let head = HTTPResponse(
            status: .serviceUnavailable,
            headerFields: [
                .contentType: "application/json", .contentLength: String(body.count), .connection: "close",
                .retryAfter: "60", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isTurnedAway { return }
        switch unwrapInboundIn(data) {
        case .head:
            body = Transfer()
            watch(context)
        case .body(let part): body?.bytes += part.readableBytes
        case .end: body = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let bytes = if case .body(let part) = unwrapOutboundIn(data) { part.readableBytes } else { 0 }
        if answer == nil { answer = Transfer() }
        waitingCount += 1
        let written = promise ?? context.eventLoop.makePromise()
        written.futureResult.assumeIsolated().whenComplete { _ in self.wrote(bytes) }
        context.write(data, promise: written)
        watch(context)
    }

    private func wrote(_ bytes: Int) {
        waitingCount -= 1
        answer?.bytes += bytes
        if waitingCount == 0 { answer = nil }
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard check == nil else { return }
        check = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(limits.patienceMilliseconds / 2)) {
            self.check = nil
            if self.body?.isTooSlow(self.limits) == true || self.answer?.isTooSlow(self.limits) == true {
                context.close(promise: nil)
            } else if self.body != nil || self.answer != nil {
                self.watch(context)
            }
        }
    }
}

extension Problem {
    fileprivate static let tooManyConnections = Problem(
        .busy, "Too many connections are open from this address. Close some, or try again later.", waitSeconds: 60)
}
