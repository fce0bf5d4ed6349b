/// How much of the server one connection, or one address, may hold. The one place for these numbers.
public struct ConnectionLimits: Hashable, Sendable {
    /// Open connections in all; the next one waits to be taken.
    public var connectionsMax = 4_096
    /// Open connections of one address (of IPv6: of one /64); the next one is turned away. `nil` where many stand behind
    /// one address, as behind a proxy.
    public var ofAddressMax: Int? = 512
    /// How long a connection may say nothing while the server waits for a request. Within the same time the head of a
    /// request must be whole.
    public var idleMilliseconds: Int64 = 60_000
    /// How long a body may take, and an answer may take to be read, before its speed counts.
    public var patienceMilliseconds: Int64 = 60_000
    /// The least speed of a body or an answer after that, in bytes a second: a quarter of a bad line over GPRS.
    public var bytesPerSecondMin = 512
    /// The longest header and address, and all headers together.
    public var headerBytesMax = 16_384
    public var headersBytesMax = 32_768
    public var headersMax = 100

    public init() {}
    public static let standard = ConnectionLimits()
}
