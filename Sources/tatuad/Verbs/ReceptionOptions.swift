import ArgumentParser
import ServerHTTP

/// How a server meets its network, as `serve` is told.
struct ReceptionOptions: ParsableArguments {
    @Option(help: "The certificate and those between it and a root, in PEM.")
    var tlsCertificate: String?
    @Option(help: "Its key, in PEM.")
    var tlsKey: String?
    @Flag(help: "A proxy with TLS stands before this server: believe its X-Forwarded-For.")
    var behindProxy = false
    @Option(help: "The most open connections; the next one waits.")
    var connectionsMax = ConnectionLimits.standard.connectionsMax
    @Option(help: "The most open connections of one address; the next one is turned away. Not behind a proxy.")
    var connectionsOfAddressMax = ConnectionLimits.standard.ofAddressMax ?? 0

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError(
                "A certificate needs its key, and a key its certificate: --tls-certificate and --tls-key.")
        }
        guard connectionsMax > 0, connectionsOfAddressMax > 0 else {
            throw ValidationError("At least one connection must be possible.")
        }
    }

    /// Whether what crosses the network is hidden.
    var mayListen: Bool { tlsCertificate != nil || behindProxy }

    func reception() throws -> Reception {
        var reception = Reception()
        if let tlsCertificate, let tlsKey {
            reception.certificate = try ServerCertificate(certificate: tlsCertificate, key: tlsKey)
        }
        reception.isBehindProxy = behindProxy
        reception.connections.connectionsMax = connectionsMax
        reception.connections.ofAddressMax = behindProxy ? nil : connectionsOfAddressMax
        return reception
    }
}
