public import CaseProtocol
internal import NIOSSL
internal import Synchronization

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The certificate that this server shows, with its key: two files in PEM, which may be replaced while it runs.
public final class ServerCertificate: Sendable {
    private struct Loaded {
        let context: NIOSSLContext
        let endsAt: Timestamp
    }

    private let certificatePath: String
    private let keyPath: String
    private let loaded: Mutex<Loaded>

    /// - Throws: a ``Problem`` that names the file which cannot be used.
    public init(certificate: String, key: String) throws {
        certificatePath = certificate
        keyPath = key
        loaded = Mutex(try Self.load(certificate, key))
    }

    /// Reads both files again. What cannot be used changes nothing: the server goes on with what it had.
    public func reload() throws {
        let fresh = try Self.load(certificatePath, keyPath)
        loaded.withLock { $0 = fresh }
    }

    /// The last moment at which the certificate holds.
    public var endsAt: Timestamp { loaded.withLock { $0.endsAt } }

    /// For the next connection.
    var context: NIOSSLContext { loaded.withLock { $0.context } }

    private static func load(_ certificate: String, _ key: String) throws -> Loaded {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw Problem(
                .invalidField, "The certificate \(certificate) cannot be read as PEM.", path: "tls-certificate")
        }
        guard let own = chain.first else {
            throw Problem(.invalidField, "There is no certificate in \(certificate).", path: "tls-certificate")
        }
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw Problem(.invalidField, "The key \(key) cannot be read as PEM.", path: "tls-key")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            let context = try NIOSSLContext(configuration: configuration)
            return Loaded(context: context, endsAt: Timestamp(milliseconds: Int64(own.notValidAfter) * 1_000))
        } catch {
            throw Problem(.invalidField, "The key \(key) is not that of \(certificate).", path: "tls-key")
        }
    }
}
