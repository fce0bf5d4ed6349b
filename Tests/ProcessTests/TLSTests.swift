import Foundation
import Testing

/// TLS as the built program speaks it, asked with curl and openssl.
@Suite struct TLSTests {
    private struct Place {
        let folder: TemporaryFolder
        var data: String { folder.path + "/data" }
        var certificate: String { folder.path + "/cert.pem" }
        var key: String { folder.path + "/key.pem" }
        var options: [String] { ["--tls-certificate", certificate, "--tls-key", key] }

        init() throws {
            folder = try TemporaryFolder()
            try renew(as: "cert")
        }

        /// A new certificate, under the same names.
        func renew(as name: String) throws {
            let (fresh, key) = ("\(folder.path)/\(name).pem", "\(folder.path)/\(name).key")
            let made = try Programs.shell([
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                key, "-out", fresh, "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
            ])
            #expect(made.status == 0, "\(made.output)")
            for (from, to) in [(fresh, certificate), (key, self.key)] where from != to {
                try Data(contentsOf: URL(filePath: from)).write(to: URL(filePath: to))
            }
        }

        func curl(_ url: String, trusting certificate: String, _ more: [String] = []) throws -> (Int32, String) {
            try Programs.shell(["curl", "-sSi", "--max-time", "10", "--cacert", certificate, url] + more)
        }
    }

    @Test func `it speaks TLS from 1.2 on, promises it to browsers, and takes a renewed certificate at SIGHUP`() throws
    {
        let place = try Place()
        let log = place.folder.path + "/log"
        let server = try RunningServer(data: place.data, place.options, log: log)
        #expect(server.url.hasPrefix("https://127.0.0.1:"))
        let health = "https://localhost:\(server.port)/healthz"
        let first = place.folder.path + "/first.pem"
        try FileManager.default.copyItem(atPath: place.certificate, toPath: first)

        let (status, answer) = try place.curl(health, trusting: first)
        #expect(status == 0 && answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
        #expect(answer.lowercased().contains("strict-transport-security: max-age=31536000"))
        #expect(try place.curl(health, trusting: first, ["--tls-max", "1.1"]).0 != 0, "TLS 1.1 is not spoken")
        let plain = try Programs.shell(["curl", "-sS", "--max-time", "10", "http://127.0.0.1:\(server.port)/healthz"])
        #expect(plain.status != 0, "nothing is said in the clear")

        // The administrator's verbs reach it all the same.
        let added = try Programs.run(
            "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", place.data],
            input: "a long password\n")
        #expect(added.status == 0, "\(added.output)")

        try place.renew(as: "second")
        server.reload()
        var isRenewed = false
        for _ in 0..<100 where !isRenewed {
            isRenewed = try place.curl(health, trusting: place.folder.path + "/second.pem").0 == 0
        }
        #expect(isRenewed)
        #expect(try place.curl(health, trusting: first).0 != 0, "the earlier one is not shown any more")

        // Half a certificate changes nothing.
        try Data("-----BEGIN CERTIFICATE-----\n".utf8).write(to: URL(filePath: place.certificate))
        server.reload()
        var isTold = false
        for _ in 0..<200 where !isTold {
            isTold = try String(contentsOfFile: log, encoding: .utf8).contains("the earlier one stays")
            _ = try place.curl(health, trusting: place.folder.path + "/second.pem")
        }
        #expect(isTold)
        #expect(try place.curl(health, trusting: place.folder.path + "/second.pem").0 == 0)
        #expect(server.stop() == 0)
    }

    @Test func `a certificate that cannot be used is named before anything is served`() throws {
        let place = try Place()
        let other = try Place()
        func serve(_ options: [String]) throws -> (status: Int32, output: String) {
            try Programs.run("tatuad", ["serve", "--data", place.data, "--port", "0"] + options)
        }
        let missing = try serve(["--tls-certificate", "/nowhere.pem", "--tls-key", place.key])
        #expect(missing.status == 1 && missing.output.contains("/nowhere.pem"), "\(missing.output)")
        let foreign = try serve(["--tls-certificate", place.certificate, "--tls-key", other.key])
        #expect(foreign.status == 1 && foreign.output.contains(other.key), "\(foreign.output)")
        #expect(try serve(["--tls-certificate", place.certificate]).status == 2)
        #expect(try serve(["--host", "0.0.0.0"]).status == 2, "not beyond loopback in the clear")
    }
}
