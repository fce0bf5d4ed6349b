import Foundation
import Testing

/// A lost device is ordered to erase its replica, through the built programs.
@Suite struct WipeTests {
    @Test(arguments: [false, true])
    func `it hands in what waits, erases everything, and the work is done by whoever lets it`(isSealed: Bool) throws {
        let folder = try TemporaryFolder()
        let (data, home) = (folder.path + "/data", folder.path + "/home")
        func tatua(_ arguments: String..., input: String = "") throws -> (status: Int32, output: String) {
            try Programs.run("tatua", arguments, input: input, home: home)
        }
        func tatuad(_ arguments: String..., input: String = "") throws -> String {
            let run = try Programs.run("tatuad", arguments + ["--data", data], input: input)
            #expect(run.status == 0, "\(arguments): \(run.output)")
            return run.output
        }
        _ = try tatuad(
            "user", "add", "amina", "--role", "complainant:KE", "--password-stdin", input: "a long password\n")
        let server = try RunningServer(data: data)
        let login = try tatua("login", server.url, "--user", "amina", "--password-stdin", input: "a long password\n")
        #expect(login.status == 0, "\(login.output)")
        #expect(try tatua("sync").status == 0)
        let filed = try tatua(
            "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set", "place=Malaba", "--set",
            "incidentOn=2026-11-01", "--set", "description=The quokka was paid.", "--set", "contact=+254 700 000 001")
        #expect(filed.status == 0, "\(filed.output)")
        let evidence = folder.path + "/quokka.txt"
        try Data("quokka".utf8).write(to: URL(filePath: evidence))
        let label = try #require(try tatua("list", "--json").output.firstMatch(of: /"label":"([^"]+)"/)).1
        #expect(try tatua("attach", String(label), evidence).status == 0)
        if isSealed {
            #expect(try tatua("seal", "--passphrase-stdin", input: "four words at random\n").status == 0)
        } else {
            #expect(try !RawBytes.holding("quokka", in: home).isEmpty)
        }
        let id = try String(contentsOfFile: home + "/replica.id", encoding: .utf8)
        let replica = id.trimmingCharacters(in: .whitespacesAndNewlines)

        // A sign-in that ended erases nothing.
        _ = try tatuad("user", "suspend", "amina")
        _ = try tatuad("user", "resume", "amina")
        #expect(try tatua("sync").status == 4)
        #expect(try tatua("list").output.contains("Malaba"))

        #expect(try tatuad("user", "wipe", "amina", replica).contains("Ordered"))
        let wiped = try tatua("sync")
        #expect(wiped.status == 1 && wiped.output.contains("was erased"), "\(wiped.output)")
        #expect(wiped.output.contains("were handed in before"))
        #expect(try RawBytes.holding("quokka", in: home) == [])
        #expect(try RawBytes.holding(replica, in: home) == [])
        let whoami = try tatua("whoami")
        #expect(whoami.status == 4 && whoami.output.contains("Nobody is signed in"))

        let rescued = try FileManager.default.contentsOfDirectory(atPath: data + "/rescued")
        // What was done, and the file that belongs to it.
        #expect(rescued.count == 2)
        #expect(wiped.output.contains("1 file that the server did not have"), "\(wiped.output)")
        // A backup holds order and bundle, and a restore puts both back.
        let (backup, other) = (folder.path + "/backup", folder.path + "/other")
        _ = try tatuad("backup", backup)
        let restored = try Programs.run("tatuad", ["restore", backup, "--data", other])
        #expect(restored.status == 0, "\(restored.output)")
        for file in ["directives/\(replica).json"] + rescued.map({ "rescued/\($0)" }) {
            let path = "\(data)/\(file)"
            #expect(
                FileManager.default.contents(atPath: path) == FileManager.default.contents(atPath: "\(other)/\(file)")
                    && FileManager.default.fileExists(atPath: path), "\(file)")
        }
        // The same person on a new device, without the order.
        let anew = try tatua("login", server.url, "--user", "amina", "--password-stdin", input: "a long password\n")
        #expect(anew.status == 0, "\(anew.output)")
        // What was handed in takes effect, though the device that it is from is no more.
        let file = data + "/rescued/" + rescued[0]
        let refused = try Programs.run("tatuad", ["bundle", "exchange", file, folder.path + "/answer", "--data", data])
        #expect(refused.status != 0 && refused.output.contains("tatuad bundle import"), "\(refused.output)")
        // In whatever order: files wait for what they belong to.
        let imported = try (rescued + rescued).map {
            try Programs.run("tatuad", ["bundle", "import", "\(data)/rescued/\($0)", "--data", data]).output
        }.joined(separator: "\n")
        #expect(try /([2-9]) commands, \1 in effect, 0 came back/.firstMatch(in: imported) != nil, "\(imported)")
        #expect(imported.contains("1 files of evidence came whole."), "\(imported)")
        #expect(server.stop() == 0)
        #expect(try tatuad("verify").isEmpty == false)
    }
}
