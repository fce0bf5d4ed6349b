import CaseProtocol
import ClientCore
import Foundation
import NIOSSL
import Testing

@testable import ClientHTTP

/// What people are told when a server's certificate is not taken: a real TLS listener, certificates of an issuer of our own.
@Suite struct CertificateTests {
    /// What a client is told that greets a server with such a certificate.
    private func told(
        from: String, until: String, name: String = "localhost", knowsIssuer: Bool = true
    ) async throws -> String {
        try await withTemporaryFolder { folder in
            let issuer = try TestIssuer(folder: folder)
            let server = try await HTTPTestServer(tls: try issuer.context(for: name, from: from, until: until)) { _ in
                .reply(503, [])
            }
            let transport = try HTTPTransport(
                server: server.address, trustRootsFile: knowsIssuer ? issuer.certificate : nil)
            let error = await #expect(throws: TransportError.self) { try await transport.hello() }
            try await transport.shutdown()
            try await server.stop()
            return error?.sentence ?? ""
        }
    }

    @Test func `one that is not valid yet names its day and the device's`() async throws {
        let text = try await told(from: "20400101000000Z", until: "20410101000000Z")
        #expect(text.contains("holds from 2040-01-01 00:00 UTC only"), "\(text)")
        #expect(text.contains("this device's clock says 20") && text.contains("set this device's date and time"))
    }

    @Test func `one that ended names its day and the device's`() async throws {
        let text = try await told(from: "20200101000000Z", until: "20210101000000Z")
        #expect(text.contains("ended at 2021-01-01 00:00 UTC"), "\(text)")
        #expect(text.contains("this device's clock says 20") && text.contains("set this device's date and time"))
    }

    @Test func `one for another name names the address that was meant`() async throws {
        let text = try await told(from: "20200101000000Z", until: "20410101000000Z", name: "elsewhere.example")
        #expect(text.contains("for another name than localhost"), "\(text)")
        #expect(!text.contains("clock"))
    }

    @Test func `one from nobody known says so`() async throws {
        let text = try await told(from: "20200101000000Z", until: "20410101000000Z", knowsIssuer: false)
        #expect(text.contains("from an issuer that this device does not know"), "\(text)")
        #expect(!text.contains("clock"))
    }

    @Test func `one that is in order is taken`() async throws {
        let text = try await told(from: "20200101000000Z", until: "20410101000000Z")
        #expect(!text.contains("certificate"), "\(text)")
    }

    @Test func `no words offer to look away`() {
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        for fault in [CertificateFault.early(begins: now), .over(ended: now), .otherName, .unknownIssuer] {
            let text = fault.words(host: "ntb.example.org", now: now).lowercased()
            #expect(text.contains("nothing was sent"))
            for word in ["insecure", "ignore", "verif", "anyway", "all the same", "http://", "skip", "turn off"] {
                #expect(!text.contains(word), "\(text)")
            }
        }
    }
}

/// An issuer of certificates, made with the system's openssl.
private struct TestIssuer {
    let folder: String
    var certificate: String { folder + "/ca.pem" }

    init(folder: String) throws {
        self.folder = folder
        let configuration = """
            [ca]
            default_ca=d
            [d]
            database=index.txt
            new_certs_dir=.
            rand_serial=yes
            default_md=sha256
            policy=p
            copy_extensions=copy
            unique_subject=no
            [p]
            commonName=supplied
            """
        try Data(configuration.utf8).write(to: URL(filePath: folder + "/ca.cnf"))
        try Data().write(to: URL(filePath: folder + "/index.txt"))
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key",
            "-out",
            "ca.pem", "-days", "2", "-subj", "/CN=Test issuer")
    }

    /// What a server shows that has a certificate for `name` from one moment to another.
    func context(for name: String, from: String, until: String) throws -> NIOSSLContext {
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "leaf.key", "-out",
            "leaf.csr", "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)")
        try openssl(
            "ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", "leaf.csr",
            "-out", "leaf.pem", "-startdate", from, "-enddate", until)
        let shown = try NIOSSLCertificate.fromPEMFile(folder + "/leaf.pem")
            .map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: folder + "/leaf.key", format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: shown, privateKey: .privateKey(key)))
    }

    private func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(arguments)")
    }
}
