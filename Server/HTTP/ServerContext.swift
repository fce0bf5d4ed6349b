public import Hummingbird
internal import Logging
internal import NIOCore
internal import Server

/// What a request carries through the routes.
public struct ServerContext: RequestContext {
    /// What Hummingbird keeps for each request.
    public var coreContext: CoreRequestContextStorage
    /// The address that it came from, without port; `nil` where there is no network, as in tests.
    var address: String?
    /// Whether the answer refuses something inside.
    let refusals = RefusalNote()

    /// Names the request in the log and, where our side broke, in the answer. A log that keeps nothing has none.
    var requestID: String { logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "none" }

    /// Takes the address from the connection.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress
    }
}
