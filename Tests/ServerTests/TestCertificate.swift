import Foundation
import Testing

@testable import ServerHTTP

/// Calls `body` with a certificate of this machine that openssl makes for it.
func withCertificate(_ body: (ServerCertificate) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tatua-certificate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
        // What stays in the temporary folder says nothing of anybody.
        try? FileManager.default.removeItem(at: folder)
    }
    let (certificate, key) = ("\(folder.path)/cert.pem", "\(folder.path)/key.pem")
    let openssl = Process()
    openssl.executableURL = URL(filePath: "/usr/bin/env")
    openssl.arguments = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
        "-out",
        certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try #require(openssl.terminationStatus == 0)
    try await body(ServerCertificate(certificate: certificate, key: key))
}
