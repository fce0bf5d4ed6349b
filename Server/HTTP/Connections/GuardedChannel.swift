internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL

/// A connection as this server takes it: TLS where it has a certificate, HTTP/1.1 within ``ConnectionLimits``.
struct GuardedChannel: ServerChildChannel {
    private let http: HTTP1Channel
    private let certificate: ServerCertificate?

    static func builder(_ limits: ConnectionLimits, certificate: ServerCertificate?) -> HTTPServerBuilder {
        let shares = limits.ofAddressMax.map { AddressShares(max: $0) }
        return HTTPServerBuilder { responder in
            let isClear = certificate == nil
            let configuration = HTTP1Channel.Configuration(
                additionalChannelHandlers: [PatienceHandler(limits: limits, shares: shares, isClear: isClear)],
                idleTimeout: .milliseconds(limits.idleMilliseconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerBytesMax, maxHeaderListSize: limits.headersBytesMax,
                    maxHeaderFieldCount: limits.headersMax))
            return GuardedChannel(
                http: HTTP1Channel(responder: responder, configuration: configuration), certificate: certificate)
        }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        guard let certificate else { return http.setup(channel: channel, logger: logger) }
        let context = certificate.context
        return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
        }.flatMap { http.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
