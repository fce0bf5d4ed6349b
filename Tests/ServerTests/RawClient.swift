import NIOCore
import NIOPosix
import Synchronization

/// A connection that says exactly the bytes it is told, and keeps what comes back.
final class RawClient: Sendable {
    private final class Reader: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let received = Mutex<[UInt8]>([])

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            received.withLock { $0 += buffer.readableBytesView }
        }
    }

    private let reader = Reader()
    private let channel: any Channel

    /// - Parameter isReading: whether it takes what is sent to it.
    init(port: Int, isReading: Bool = true) async throws {
        let reader = reader
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: isReading)
            .channelOption(.socketOption(.so_rcvbuf), value: isReading ? 131_072 : 4_096)
            .channelInitializer { $0.pipeline.addHandler(reader) }
            .connect(host: "127.0.0.1", port: port).get()
    }

    /// Says something; whoever does not listen any more is not an error of the one who speaks.
    func say(_ text: String) async throws {
        do {
            try await channel.writeAndFlush(ByteBuffer(string: text))
        } catch ChannelError.ioOnClosedChannel {
            return
        }
    }

    /// Takes what is sent to it from then on.
    func listen(afterMilliseconds milliseconds: Int64) async throws {
        try await channel.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {}.futureResult.get()
        try await channel.setOption(.autoRead, value: true).get()
    }

    /// Says one byte every so many milliseconds, from now until the connection is closed.
    func drip(everyMilliseconds milliseconds: Int64) {
        channel.eventLoop.scheduleRepeatedTask(
            initialDelay: .zero, delay: .milliseconds(milliseconds)
        ) { [channel] task in
            guard channel.isActive else { return task.cancel() }
            channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
        }
    }

    /// What was heard until the other side closed; `nil` when it has not within `seconds`.
    func heardUntilClosed(seconds: Int64 = 120) async throws -> String? {
        let patience = channel.eventLoop.scheduleTask(in: .seconds(seconds)) { [channel] in
            channel.close(promise: nil)
            return true
        }
        try await channel.closeFuture.get()
        patience.cancel()
        let isOver = (try? await patience.futureResult.get()) ?? false
        return isOver ? nil : String(decoding: reader.received.withLock { $0 }, as: UTF8.self)
    }

    func close() { channel.close(promise: nil) }

    /// One request and its answer, on a connection of its own.
    static func ask(_ port: Int, _ text: String) async throws -> String? {
        let client = try await RawClient(port: port)
        try await client.say(text)
        return try await client.heardUntilClosed()
    }
}
