import CaseProtocol
import Foundation
import Testing

/// A receipt through the built programs, checked by the system's own tools.
@Suite struct ReceiptProgramTests {
    private static let password = "a long password\n"
    private static let filing = [
        "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=UG", "--set", "place=Malaba", "--set",
        "incidentOn=2026-11-01", "--set", "description=Milk trucks wait.", "--set", "contact=Amina", "--json",
    ]

    @Test func `openssl and sha256sum accept an exported receipt, and nothing that was changed`() throws {
        let folder = try TemporaryFolder()
        let (data, home) = (folder.path + "/data", folder.path + "/home")
        let added = try Programs.run(
            "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", data],
            input: Self.password)
        #expect(added.status == 0, "\(added.output)")
        let server = try RunningServer(data: data)
        func tatua(_ arguments: [String], input: String = "") throws -> (status: Int32, output: String) {
            let run = try Programs.run("tatua", arguments, input: input, home: home)
            return (run.status, run.output)
        }
        #expect(
            try tatua(["login", server.url, "--user", "amina", "--password-stdin"], input: Self.password).status == 0)
        let filed = try tatua(Self.filing)
        #expect(filed.status == 0, "\(filed.output)")
        // The privacy notice comes before the answer.
        let answer = try #require(filed.output.split(separator: "\n").last { $0.hasPrefix("{") })
        let reference = try #require(try JSONValue(parsing: answer.utf8).object?["reference"]?.string)
        let early = try tatua(["receipt", reference])
        #expect(early.status == 1 && early.output.contains("has not received this filing yet"), "\(early.output)")
        #expect(try tatua(["sync"]).status == 0)
        #expect(server.stop() == 0)

        // Without a server.
        let verified = try tatua(["verify", reference])
        #expect(verified.status == 0 && verified.output.contains("Sound."), "\(verified.output)")
        let proof = folder.path + "/proof"
        let exported = try tatua(["receipt", reference, "--export", proof])
        #expect(exported.status == 0, "\(exported.output)")
        #expect(try tatua(["receipt", reference, "--export", proof]).status == 1)
        let signature = [
            "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "\(proof)/server-key.pem", "-rawin", "-in",
            "\(proof)/receipt.txt", "-sigfile", "\(proof)/receipt.sig",
        ]
        let hashes = ["sh", "-c", "cd '\(proof)' && grep '\\.json$' receipt.txt | sha256sum -c"]
        #expect(try Programs.shell(signature).status == 0)
        let matched = try Programs.shell(hashes)
        #expect(matched.status == 0 && matched.output.contains(": OK"), "\(matched.output)")

        let text = try String(contentsOfFile: "\(proof)/receipt.txt", encoding: .utf8)
        let receipt = try #require(FilingReceipt(text: text))
        #expect(receipt.reference == reference)
        let row = "\(proof)/\(receipt.items[0].fileName)"
        let bytes = try Data(contentsOf: URL(filePath: row))
        try (bytes + Data(" ".utf8)).write(to: URL(filePath: row))
        #expect(try Programs.shell(hashes).status != 0)
        let later = text.replacing("filed-on: 2", with: "filed-on: 1")
        try later.write(toFile: "\(proof)/receipt.txt", atomically: true, encoding: .utf8)
        #expect(try Programs.shell(signature).status != 0)

        let audit = try Programs.run("tatuad", ["verify", "--data", data])
        #expect(audit.status == 0, "\(audit.output)")
    }
}
