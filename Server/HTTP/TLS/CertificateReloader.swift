internal import CaseProtocol
public import Logging
public import ServiceLifecycle
internal import UnixSignals

/// Reads the certificate again at each SIGHUP, until the server stops.
public struct CertificateReloader: Service {
    private let certificate: ServerCertificate
    private let log: Logger

    public init(_ certificate: ServerCertificate, log: Logger) {
        self.certificate = certificate
        self.log = log
    }

    public func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try certificate.reload()
                log.notice("certificate reloaded", metadata: ["ends": "\(certificate.endsAt)"])
            } catch {
                log.error(
                    "the certificate was not reloaded; the earlier one stays",
                    metadata: ["error": "\((error as? Problem)?.message ?? "unknown")"])
            }
        }
    }
}
