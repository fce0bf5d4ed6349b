public import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
public import Server
public import ServiceLifecycle

/// How long a connection may say nothing while the server waits for a request, or for the rest of one.
let idleSecondsMax: Int64 = 60

/// The routes of the server over `core`.
///
/// - Parameter adminToken: opens the administrator's addresses; `nil` switches them off.
/// - Parameter isTLS: whether the server itself speaks TLS.
public func makeRouter(core: ServerCore, adminToken: String?, isTLS: Bool = false) -> Router<ServerContext> {
    let router = Router(context: ServerContext.self)
    router.add(middleware: AnswerMiddleware(counters: core.counters, headers: AnswerHeaders(isTLS: isTLS)))
    SyncRoutes(core: core).add(to: router)
    AccountRoutes(core: core).add(to: router)
    BlobRoutes(core: core).add(to: router)
    PublicRoutes(core: core).add(to: router)
    AdminRoutes(core: core, token: adminToken).add(to: router)
    return router
}

/// The server as a service: listens on `host` and `port`, lets time limits lapse, and stops gracefully.
///
/// - Parameter port: 0 for any that is free.
/// - Parameter adminToken: see ``makeRouter(core:adminToken:)``.
/// - Parameter lapsesEverySeconds: how often time limits are looked at; `nil` for never.
/// - Parameter connectionsMax: how many may be open; the next one waits.
/// - Parameter services: what else runs beside it.
/// - Parameter onServerRunning: told the port once connections are taken.
public func makeApplication(
    core: ServerCore, host: String, port: Int, adminToken: String?, lapsesEverySeconds: Int? = 60,
    connectionsMax: Int = 4_096, services: [any Service] = [], log: Logger? = nil,
    onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
    let scheduler: [any Service] = lapsesEverySeconds.map { [LapseScheduler(core: core, everySeconds: $0)] } ?? []
    let cleaner: [any Service] = lapsesEverySeconds.map { _ in [BlobCleaner(core: core)] } ?? []
    return Application(
        router: makeRouter(core: core, adminToken: adminToken),
        // A request that stops coming, and a connection that nobody uses, are closed.
        server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(idleSecondsMax))),
        configuration: ApplicationConfiguration(
            address: .hostname(host, port: port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(connectionsMax)),
        services: scheduler + cleaner + services,
        onServerRunning: { await onServerRunning($0.localAddress?.port ?? port) },
        logger: log ?? core.log)
}
