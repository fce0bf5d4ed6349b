import NIOCore
import NIOPosix
import Synchronization

/// A port of this machine that passes everything on to another one and counts it.
final class WireCount: Sendable {
    /// What went over the wire.
    struct Cost: CustomStringConvertible {
        /// Bytes from the client, and to it.
        var up = 0
        var down = 0
        /// How often the client began to speak after the server had.
        var requests = 0
        /// How many connections were opened.
        var connections = 0
        var total: Int { up + down }
        var description: String {
            "\(up) up + \(down) down = \(total) bytes, \(requests) requests, \(connections) new connections"
        }
    }

    private final class Counts: Sendable {
        let cost = Mutex(Cost())
        let isUpLast = Mutex(false)

        func passed(_ count: Int, up: Bool) {
            let begins = isUpLast.withLock { last in
                defer { last = up }
                return up && !last
            }
            cost.withLock { cost in
                if up { cost.up += count } else { cost.down += count }
                if begins { cost.requests += 1 }
            }
        }
    }

    private let counts: Counts
    private let channel: any Channel

    init(to port: Int) async throws {
        let counts = Counts()
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { inbound in
                counts.cost.withLock { $0.connections += 1 }
                return ClientBootstrap(group: inbound.eventLoop)
                    .channelInitializer { outbound in
                        outbound.eventLoop.makeCompletedFuture {
                            try outbound.pipeline.syncOperations.addHandler(
                                Relay(to: inbound) { counts.passed($0, up: false) })
                        }
                    }
                    .connect(host: "127.0.0.1", port: port)
                    .flatMapThrowing { outbound in
                        try inbound.pipeline.syncOperations.addHandler(
                            Relay(to: outbound) { counts.passed($0, up: true) })
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.counts = counts
    }

    var port: Int { channel.localAddress?.port ?? 0 }

    func stop() async throws { try await channel.close() }

    /// What `body` costs.
    func of(_ body: () async throws -> Void) async throws -> Cost {
        counts.cost.withLock { $0 = Cost() }
        try await body()
        return counts.cost.withLock { $0 }
    }
}

/// Passes on what one side says to the other.
private final class Relay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private let count: @Sendable (Int) -> Void

    init(to other: any Channel, count: @escaping @Sendable (Int) -> Void) {
        self.other = other
        self.count = count
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        count(buffer.readableBytes)
        other.writeAndFlush(buffer, promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
}
