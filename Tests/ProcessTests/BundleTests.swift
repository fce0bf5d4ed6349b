import Foundation
import Testing

/// The built programs, with a folder as the stick.
@Suite struct BundleTests {
    @Test func `a case filed offline comes back settled by stick`() throws {
        let folder = try TemporaryFolder()
        let (data, home) = (folder.path + "/data", folder.path + "/home")
        let (out, answer) = (folder.path + "/out.bundle", folder.path + "/answer.bundle")
        func tatua(_ arguments: String..., input: String = "") throws -> (status: Int32, output: String) {
            try Programs.run("tatua", arguments, input: input, home: home)
        }
        let added = try Programs.run(
            "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", data],
            input: "a long password\n")
        #expect(added.status == 0, "\(added.output)")
        let server = try RunningServer(data: data)
        let login = try tatua("login", server.url, "--user", "amina", "--password-stdin", input: "a long password\n")
        #expect(login.status == 0, "\(login.output)")
        server.stop()

        let filed = try tatua(
            "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set", "place=Malaba", "--set",
            "incidentOn=2026-11-01", "--set", "description=Milk is tested twice.", "--set", "contact=+254 700 000 001")
        #expect(filed.status == 0, "\(filed.output)")
        let exported = try tatua("bundle", "export", out)
        #expect(exported.status == 0, "\(exported.output)")
        #expect(try tatua("bundle", "export", out).status == 1, "nothing is written over")
        #expect(try Data(contentsOf: URL(filePath: out)).range(of: Data("Milk".utf8)) == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try tatua("bundle", "show", out, "--json").output.contains(#""kind":"toServer""#))

        let exchanged = try Programs.run("tatuad", ["bundle", "exchange", out, answer, "--data", data])
        #expect(exchanged.status == 0 && exchanged.output.contains(" 0 came back"), "\(exchanged.output)")
        // A file of which no row tells any more goes with the import, as it goes with a sync.
        let stray = home + "/blobs/" + String(repeating: "0", count: 64)
        try FileManager.default.createDirectory(atPath: home + "/blobs", withIntermediateDirectories: true)
        #expect(FileManager.default.createFile(atPath: stray, contents: Data("of a case that left".utf8)))
        let imported = try tatua("bundle", "import", answer)
        #expect(imported.status == 0, "\(imported.output)")
        #expect(!FileManager.default.fileExists(atPath: stray))
        #expect(try tatua("outbox").output.contains("has received everything"))
        #expect(try tatua("bundle", "import", answer).output.contains("nothing changed"))

        // The same through a running server, and again: no command happens twice.
        let running = try RunningServer(data: data)
        let again = try Programs.run("tatuad", ["bundle", "exchange", out, answer + ".again", "--data", data])
        #expect(again.status == 0 && again.output.contains(" 0 came back"), "\(again.output)")
        running.stop()
        #expect(try Programs.run("tatuad", ["verify", "--data", data]).status == 0)
    }
}
