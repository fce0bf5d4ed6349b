import Foundation
import Testing

/// What earlier programs left behind, in the hands of these: [Earlier](Earlier/README.md).
@Suite struct UpgradeTests {
    private static let labels = ["schema-3", "schema-7", "schema-17"]

    /// A copy of an earlier data directory and of a device of its time.
    private struct Earlier {
        let folder: TemporaryFolder
        let name: String
        var data: String { "\(folder.path)/\(name)/data" }
        var home: String { "\(folder.path)/\(name)/home" }

        init(_ name: String) throws {
            self.name = name
            folder = try TemporaryFolder()
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Earlier/\(name).tar.gz")
            let unpacked = try Programs.shell(["tar", "xzf", file.path, "-C", folder.path])
            #expect(unpacked.status == 0, "\(unpacked.output)")
        }

        func tatuad(_ arguments: String...) throws -> (status: Int32, output: String) {
            try Programs.run("tatuad", arguments + ["--data", data])
        }

        func tatua(_ arguments: String...) throws -> (status: Int32, output: String) { try tatua(arguments) }

        func tatua(_ arguments: [String], input: String = "") throws -> (status: Int32, output: String) {
            try Programs.run("tatua", arguments, input: input, home: home)
        }
    }

    @Test(arguments: labels)
    func `an earlier store is upgraded, is sound, and serves a device of its time that had something to send`(
        name: String
    ) throws {
        let earlier = try Earlier(name)
        let server = try RunningServer(data: earlier.data)
        // The last of them had put terms in force.
        let terms = name == "schema-17" ? ["--accept-terms", "2026-11"] : []
        let words = ["login", server.url, "--user", "amina", "--password-stdin"] + terms
        let login = try earlier.tatua(words, input: "a long password\n")
        #expect(login.status == 0, "\(login.output)")
        let synced = try earlier.tatua("sync")
        #expect(synced.status == 0 && synced.output.contains("Sent 1 change"), "\(synced.output)")
        let list = try earlier.tatua("list", "--json")
        #expect(list.output.matches(of: /"case":"/).count == 3, "\(list.output)")
        #expect(list.output.contains("NTB-2026-00001-B") && list.output.contains(#""waiting":0"#), "\(list.output)")
        let shown = try earlier.tatua("show", "NTB-2026-00001-B")
        #expect(shown.output.contains("Written before the upgrade, sent after it."), "\(shown.output)")

        // What it has after the upgrade is what a new device gets.
        let other = earlier.folder.path + "/other"
        for words in [words, ["sync"]] {
            let done = try Programs.run("tatua", words, input: "a long password\n", home: other)
            #expect(done.status == 0, "\(done.output)")
        }
        let fresh = try Programs.run("tatua", ["show", "NTB-2026-00001-B"], home: other)
        #expect(fresh.output.contains("Written before the upgrade, sent after it."), "\(fresh.output)")
        if name != "schema-3" {
            let fetched = try Programs.run("tatua", ["evidence", "NTB-2026-00001-B", "--json"], home: other)
            #expect(fetched.output.contains("diary.txt"), "\(fetched.output)")
        }
        #expect(server.stop() == 0)
        let verified = try earlier.tatuad("verify")
        #expect(verified.status == 0, "\(verified.output)")
        // What a device of the last one signed before the upgrade, and the note that it signed after it.
        if name == "schema-17" {
            #expect(verified.output.contains("9 commits are signed by the devices"), "\(verified.output)")
            let list = try earlier.tatuad("user", "list").output
            #expect(list.contains("kamau: focalPoint:KE") && !list.contains("suspended"), "\(list)")
        }
    }

    @Test(arguments: labels)
    func `an upgraded store is backed up and put back`(name: String) throws {
        let earlier = try Earlier(name)
        let drilled = try earlier.tatuad("drill")
        #expect(drilled.status == 0 && drilled.output.contains("The drill went well."), "\(drilled.output)")
    }
}
