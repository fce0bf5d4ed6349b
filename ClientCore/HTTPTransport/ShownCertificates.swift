import CaseProtocol
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Looks at the certificates that a server shows, to say why they were not taken. Every handshake of this connection is refused at that
/// moment, whatever is shown: nothing is ever said on it.
struct ShownCertificates {
    let host: String
    let port: Int

    /// When each of them holds; none where nothing was shown.
    func periods(waitMilliseconds: Int) async -> [CertificateFault.Period] {
        let seen = Seen()
        let wait = TimeAmount.milliseconds(Int64(waitMilliseconds))
        do {
            let context = try NIOSSLContext(configuration: .makeClientConfiguration())
            let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(wait)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let look: NIOSSLCustomVerificationCallback = { shown, promise in
                            seen.note(shown.map { CertificateFault.Period($0) })
                            promise.succeed(NIOSSLVerificationResult.failed)
                        }
                        let handler = try NIOSSLClientHandler(
                            context: context, serverHostname: name, customVerificationCallback: look)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
            let channel = try await bootstrap.connect(host: host, port: port).get()
            let late = channel.eventLoop.scheduleTask(in: wait) { channel.close(promise: nil) }
            try await channel.closeFuture.get()
            late.cancel()
        } catch {
            // Then it is not known why, and what is known is said.
            return seen.periods
        }
        return seen.periods
    }

    /// The name that the server may choose a certificate by; an address is none.
    private var name: String? {
        (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
    }

    /// What came by, on the thread of the connection.
    private final class Seen: Sendable {
        private let held = Mutex<[CertificateFault.Period]>([])

        var periods: [CertificateFault.Period] { held.withLock { $0 } }
        func note(_ periods: [CertificateFault.Period]) { held.withLock { $0 = periods } }
    }
}

extension CertificateFault.Period {
    fileprivate init(_ certificate: NIOSSLCertificate) {
        self.init(
            begins: Timestamp(milliseconds: Int64(certificate.notValidBefore) * 1_000),
            ends: Timestamp(milliseconds: Int64(certificate.notValidAfter) * 1_000))
    }
}
