import CaseProtocol
import Foundation
import Testing

/// A sealed replica through the built programs: nothing of it is in any file, and everything can be done with it while it is
/// unlocked.
@Suite struct SealTests {
    private static let passphrase = "four words at random"

    /// A device with a canary in every kind of thing that a person writes or gets.
    private final class Place {
        let folder: TemporaryFolder
        let home: String
        let temporary: String
        let server: RunningServer
        private(set) var label = ""

        init() throws {
            folder = try TemporaryFolder()
            // Longer than the address of a socket can be.
            home = folder.path + "/" + String(repeating: "deep/", count: 20) + "home"
            temporary = folder.path + "/tmp"
            let data = folder.path + "/data"
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
            let added = try Programs.run(
                "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", data],
                input: "a long password\n")
            #expect(added.status == 0, "\(added.output)")
            server = try RunningServer(data: data)
            try done("login", server.url, "--user", "amina", "--password-stdin", input: "a long password\n")
            try done("sync")
            try file("quokkafirst")
            try done("sync", "--files")
            try file("quokkasecond")
        }

        /// Files a case whose texts, remark and file all have the canary.
        func file(_ canary: String) throws {
            let filed = try done(
                "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set", "place=\(canary)town",
                "--set", "incidentOn=2026-11-01", "--set", "description=The \(canary) was paid twice.", "--set",
                "contact=\(canary)@example.org", "--json")
            label = String(try #require(filed.firstMatch(of: /"reference":"([^"]+)"/)).1)
            try done("note", label, "a \(canary) remark")
            let evidence = folder.path + "/\(canary).txt"
            try Data("In the file: \(canary)\n".utf8).write(to: URL(filePath: evidence))
            try done("attach", label, evidence)
        }

        func tatua(_ arguments: [String], input: String = "") throws -> (status: Int32, output: String) {
            try Programs.run("tatua", arguments, input: input, home: home, temporary: temporary)
        }

        @discardableResult
        func done(_ arguments: String..., input: String = "") throws -> String {
            let run = try tatua(arguments, input: input)
            #expect(run.status == 0, "\(arguments): \(run.output)")
            return run.output
        }

        func refused(_ arguments: String..., input: String = "", saying words: String) throws {
            let run = try tatua(arguments, input: input)
            #expect(run.status != 0 && run.output.contains(words), "\(arguments): \(run.output)")
        }

        func holding(_ text: String) throws -> [String] {
            try RawBytes.holding(text, in: home) + RawBytes.holding(text, in: temporary)
        }

        deinit { _ = try? tatua(["lock"]) }
    }

    @Test func `sealed, locked, unlocked and made plain again, nothing is lost and nothing lies open`() throws {
        let place = try Place()
        #expect(try !place.holding("quokka").isEmpty, "the canary can be seen before")
        let sealed = try place.done("seal", "--passphrase-stdin", "--json", input: Self.passphrase + "\n")
        let recovery = String(try #require(sealed.firstMatch(of: /"recoveryKey":"([^"]+)"/)).1)
        #expect(try place.holding("quokka") == [])
        // Unlocked now: reading, searching, filing and syncing go on.
        #expect(try place.done("search", "quokkafirst").contains("quokkafirsttown"))
        #expect(try place.done("show", place.label).contains("quokkasecond"))
        try place.file("quokkathird")
        #expect(try place.done("search", "quokkathird", "--json").contains("quokkathirdtown"))
        #expect(try place.done("sync", "--files").contains("Sent"))
        #expect(try place.holding("quokka") == [])

        try place.done("lock")
        for verb in ["list", "show", "search", "sync", "outbox"] {
            let arguments = ["show", "search"].contains(verb) ? [verb, "quokka"] : [verb]
            let run = try place.tatua(arguments)
            #expect(run.status == 4 && run.output.contains("This replica is locked. Run: tatua unlock"))
        }
        #expect(try place.holding("quokka") == [])
        try place.refused("unlock", "--passphrase-stdin", input: "wrong words\n", saying: "not the passphrase")
        try place.done("unlock", "--passphrase-stdin", input: Self.passphrase + "\n")
        #expect(try place.done("search", "quokkathird").contains("quokkathirdtown"))
        try place.refused("seal", "--passphrase-stdin", input: Self.passphrase + "\n", saying: "sealed already")

        // A forgotten passphrase: the recovery key, in small letters, sets another.
        try place.done("lock")
        try place.done(
            "reseal", "--recovery-key", "--passphrase-stdin", input: "\(recovery.lowercased())\nother words here\n")
        try place.done("lock")
        try place.refused("unlock", "--passphrase-stdin", input: Self.passphrase + "\n", saying: "not the passphrase")
        try place.refused(
            "unlock", "--recovery-key", "--passphrase-stdin", input: recovery + "\n", saying: "not the recovery key")
        try place.done("unlock", "--passphrase-stdin", input: "other words here\n")
        #expect(try place.done("list").contains("quokkafirsttown"))
        #expect(try place.holding("quokka") == [])

        try place.done("unseal", "--passphrase-stdin", input: "other words here\n")
        #expect(try place.done("search", "quokkasecond").contains("quokkasecondtown"))
        #expect(try !place.holding("quokka").isEmpty)
        try place.refused("unlock", "--passphrase-stdin", input: "x\n", saying: "not sealed")
        try place.done("sync")
    }

    @Test func `a seal that is killed goes on or was never begun`() throws {
        let place = try Place()
        // Killed after each of some milliseconds: before, within and after the transaction.
        for milliseconds in [150, 300, 450, 600, 750] {
            _ = try Programs.shell([
                "env", "TATUA_HOME=\(place.home)", "timeout", "-s", "KILL", "0.\(milliseconds)",
                "sh", "-c",
                "echo '\(Self.passphrase)' | \(Programs.folder.path)/tatua seal --passphrase-stdin",
            ])
            _ = try place.tatua(["lock"])
            let unlocked = try place.tatua(["unlock", "--passphrase-stdin"], input: Self.passphrase + "\n")
            #expect(unlocked.status == 0 || unlocked.output.contains("not sealed"), "\(unlocked.output)")
            #expect(try place.done("search", "quokkafirst").contains("quokkafirsttown"))
            #expect(try place.done("search", "quokkasecond").contains("quokkasecondtown"))
            guard unlocked.status == 0 else { continue }
            #expect(try place.done("evidence", place.label).contains("quokkasecond.txt"))
            #expect(try place.holding("quokka") == [])
            try place.done("unseal", "--passphrase-stdin", input: Self.passphrase + "\n")
        }
    }

    @Test func `the agent ends by itself, keeps no core, and has a folder that nobody else may enter`() throws {
        let folder = try TemporaryFolder()
        let agent = Process()
        agent.executableURL = Programs.folder.appending(path: "tatua")
        agent.arguments = ["key-agent", folder.path, "1"]
        let (input, output) = (Pipe(), Pipe())
        agent.standardInput = input
        agent.standardOutput = output
        try agent.run()
        try input.fileHandleForWriting.write(contentsOf: Data(repeating: 7, count: 32))
        #expect(try output.fileHandleForReading.read(upToCount: 1) == Data("\n".utf8))
        let limits = try String(contentsOfFile: "/proc/\(agent.processIdentifier)/limits", encoding: .utf8)
        #expect(limits.contains(#/Max core file size +0 +0/#))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/agent")
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        // Nobody asks it for anything for a second.
        agent.waitUntilExit()
        #expect(agent.terminationStatus == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/agent") == [])
    }
}
