import ArgumentParser
import CaseCrypto
import CaseProtocol
import Glibc
import Hummingbird
import Logging
import NIOCore
import Server
import ServerHTTP
import ServiceLifecycle

/// Serves a data directory until Ctrl-C.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a data directory until Ctrl-C.",
        discussion: """
            With --tls-certificate and --tls-key it speaks TLS and may listen anywhere; SIGHUP reads both files again. \
            Without them it listens on loopback, or, with --behind-proxy, where a proxy with TLS reaches it. \
            Addresses: /healthz lives, /readyz can work, /metrics counts (with the token in metrics.token).
            """)

    @OptionGroup var data: DataOptions
    @Option(help: "The address to listen on. Beyond loopback: only with TLS or behind a proxy.")
    var host = "127.0.0.1"
    @Option(help: "The port; 0 takes a free one.")
    var port = 8640
    @OptionGroup var reception: ReceptionOptions
    @Option(help: "What the log holds at least: debug, info (a line for each request), notice, warning, error.")
    var logLevel = "info"

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("A level of the log is one of debug, info, notice, warning, error.")
        }
        guard reception.mayListen || ["127.0.0.1", "localhost", "::1"].contains(host) else {
            throw ValidationError(
                """
                tatuad does not listen beyond loopback without TLS: complaints must not cross a network in the clear. \
                Give it a certificate (--tls-certificate and --tls-key), or put a proxy with TLS before it and say \
                --behind-proxy.
                """)
        }
    }

    func run() async throws {
        let folder = try DataFolder(data.folder)
        guard let lock = try folder.lock() else {
            throw Problem(.busy, "Another tatuad runs on \(data.folder).")
        }
        defer { withExtendedLifetime(lock) {} }
        var reception = try reception.reception()
        let parts = try await ServerParts(folder, logging: Logger.Level(rawValue: logLevel) ?? .info)
        let token = try SecureRandom.token()
        reception.adminToken = token
        reception.metricsToken = try? folder.metricsToken()
        let (scheme, own) = (reception.certificate == nil ? "http" : "https", ownAddress)
        let announcement = Announcement(in: folder)
        let application = makeApplication(
            core: parts.core, host: host, port: port, reception, log: parts.log,
            onServerRunning: { port in
                let url = "\(scheme)://\(own):\(port)"
                announcement.begin(ServerAddress(url: url, token: token, process: getpid()))
                Output.say("tatuad serves \(folder.path) at \(url)")
            })
        defer { announcement.end() }
        do {
            try await application.runService()
        } catch let error as IOError {
            throw Problem(.busy, listening(error), path: "port")
        }
    }

    /// How this machine's administrator reaches the server.
    private var ownAddress: String {
        switch host {
        case "0.0.0.0": "127.0.0.1"
        case "::", "::1": "[::1]"
        default: host.contains(":") ? "[\(host)]" : host
        }
    }

    /// Why there is nothing to listen on.
    private func listening(_ error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE:
            "Another program listens on port \(port) of \(host). Choose another with --port; 0 takes a free one."
        case EACCES: "Port \(port) is for the system's administrator alone. Choose one from 1024: --port 8640."
        case EADDRNOTAVAIL: "This machine has no address \(host)."
        default: "tatuad cannot listen on port \(port) of \(host): \(FailureWords.words(error))."
        }
    }
}
