public import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
public import Server
public import ServiceLifecycle

/// How a server meets its network.
public struct Reception: Sendable {
    /// Opens the administrator's addresses; `nil` switches them off.
    public var adminToken: String?
    /// Opens the counters alone.
    public var metricsToken: String?
    /// Makes it speak TLS.
    public var certificate: ServerCertificate?
    /// Whether a proxy on this machine stands before it, whose `X-Forwarded-For` is believed.
    public var isBehindProxy = false
    public var connections = ConnectionLimits.standard
    /// When answers of `notFound` leave.
    var refusals = EvenRefusals.standard

    public init(adminToken: String? = nil) { self.adminToken = adminToken }
}

/// The routes of the server over `core`.
public func makeRouter(core: ServerCore, _ reception: Reception) -> Router<ServerContext> {
    let router = Router(context: ServerContext.self)
    router.add(
        middleware: AnswerMiddleware(
            counters: core.counters, headers: AnswerHeaders(isTLS: reception.certificate != nil),
            isBehindProxy: reception.isBehindProxy, refusals: reception.refusals, log: core.log))
    SyncRoutes(core: core).add(to: router)
    AccountRoutes(core: core).add(to: router)
    OrganisationRoutes(core: core).add(to: router)
    DirectiveRoutes(core: core).add(to: router)
    BlobRoutes(core: core).add(to: router)
    PublicRoutes(core: core).add(to: router)
    AdminRoutes(core: core, token: reception.adminToken, metricsToken: reception.metricsToken).add(to: router)
    return router
}

/// The same for whoever needs the administrator's token alone and no network: nothing waits for the sake of evenness.
public func makeRouter(core: ServerCore, adminToken: String?) -> Router<ServerContext> {
    var reception = Reception(adminToken: adminToken)
    reception.refusals = EvenRefusals(step: .zero)
    return makeRouter(core: core, reception)
}

/// The server as a service: listens on `host` and `port`, lets time limits lapse, and stops gracefully.
///
/// - Parameter port: 0 for any that is free.
/// - Parameter lapsesEverySeconds: how often time limits are looked at; `nil` for never.
/// - Parameter services: what else runs beside it.
/// - Parameter onServerRunning: told the port once connections are taken.
public func makeApplication(
    core: ServerCore, host: String, port: Int, _ reception: Reception, lapsesEverySeconds: Int? = 60,
    services: [any Service] = [], log: Logger? = nil,
    onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
    let scheduler: [any Service] = lapsesEverySeconds.map { [LapseScheduler(core: core, everySeconds: $0)] } ?? []
    let cleaner: [any Service] = lapsesEverySeconds.map { _ in [BlobCleaner(core: core)] } ?? []
    let reloader: [any Service] = reception.certificate.map { [CertificateReloader($0, log: core.log)] } ?? []
    return Application(
        router: makeRouter(core: core, reception),
        server: GuardedChannel.builder(reception.connections, certificate: reception.certificate),
        configuration: ApplicationConfiguration(
            address: .hostname(host, port: port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(reception.connections.connectionsMax)),
        services: scheduler + cleaner + reloader + services,
        onServerRunning: { await onServerRunning($0.localAddress?.port ?? port) },
        logger: log ?? core.log)
}
