import ClientCore
import ClientHTTP

/// What a pull without news costs on a connection that is made for it, with TLS.
enum MeasureCold {
    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("cold")
        let (certificate, key) = ("\(site.data)/cold.pem", "\(site.data)/cold.key")
        try Shell.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
                "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
            ])
        let server = try site.serve(["--tls-certificate", certificate, "--tls-key", key])
        defer { server.stop() }
        let port = try CountedPort(to: server.port)
        defer { port.stop() }
        let device = try await Device(
            folder: bench.home("cold"), port: port.port, user: Bench.trader(0), certificate: certificate)
        try await device.sync()
        Report.section("Bytes over TLS 1.3, a certificate of its own of 256 bits, both ways")
        port.restart()
        try await device.sync()
        Report.line("idle pull, warm", Report.bytes(port.count.total))
        try await device.close()
        let fresh = try HTTPTransport(
            server: "https://127.0.0.1:\(port.port)", trustRootsFile: certificate)
        port.restart()
        try await device.sync(over: fresh)
        let count = port.count
        try await fresh.shutdown()
        Report.line(
            "idle pull, cold: connection, handshake, pull", Report.bytes(count.total), target: count.total <= 1_638,
            "at most 1.6 KB", beside: "\(count.up) B up, \(count.down) B down, \(count.connections) connection")
        let classical = try Shell.run(
            "/usr/bin/openssl",
            ["s_client", "-connect", "127.0.0.1:\(server.port)", "-groups", "X25519", "-CAfile", certificate]
        ).output
        let told = classical.firstMatch(of: /handshake has read (\d+) bytes and written (\d+) bytes/)
        Report.line(
            "openssl's handshake with it, X25519 and nothing post-quantum",
            told.map { "\($0.1) B down, \($0.2) B up" } ?? "not told")
    }
}
