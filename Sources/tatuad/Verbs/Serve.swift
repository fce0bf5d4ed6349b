import ArgumentParser
import CaseCrypto
import CaseProtocol
import Glibc
import Hummingbird
import NIOCore
import Server
import ServerHTTP
import ServiceLifecycle

/// Serves a data directory until Ctrl-C.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve a data directory until Ctrl-C.")

    @OptionGroup var data: DataOptions
    @Option(help: "The address to listen on. Only loopback: there is no TLS here yet.")
    var host = "127.0.0.1"
    @Option(help: "The port; 0 takes a free one.")
    var port = 8640

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
        guard ["127.0.0.1", "localhost", "::1"].contains(host) else {
            throw ValidationError(
                """
                tatuad listens on loopback only: it has no TLS of its own yet, and complaints must not cross a network \
                in the clear. Put a proxy with TLS on this machine and let it pass requests on to 127.0.0.1.
                """)
        }
    }

    func run() async throws {
        let folder = try DataFolder(data.folder)
        guard let lock = try folder.lock() else {
            throw Problem(.busy, "Another tatuad runs on \(data.folder).")
        }
        defer { withExtendedLifetime(lock) {} }
        let parts = try await ServerParts(folder)
        let token = try SecureRandom.token()
        let address = host
        let announcement = Announcement(in: folder)
        let application = makeApplication(
            core: parts.core, host: host, port: port, adminToken: token, log: parts.log,
            onServerRunning: { port in
                let url = "http://\(address == "::1" ? "[::1]" : address):\(port)"
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
