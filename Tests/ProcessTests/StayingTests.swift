import Foundation
import Testing

/// `sync --keep` beside other verbs on one folder, with the built programs and on open ports.
@Suite struct StayingTests {
    /// A `sync --keep` under way; killed after a minute, so that a test which waits for words that never come ends.
    private final class Stay {
        private let process = Process()
        private let output = Pipe()
        private var text = ""

        init(home: String) throws {
            process.executableURL = Programs.folder.appending(path: "tatua")
            process.arguments = ["sync", "--keep"]
            process.environment = ProcessInfo.processInfo.environment.merging(["TATUA_HOME": home]) { $1 }
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let identifier = process.processIdentifier
            DispatchQueue.global().asyncAfter(deadline: .now() + 60) { kill(identifier, SIGKILL) }
        }

        /// Reads on until `words` were said; false when it ended without them.
        func says(_ words: String) -> Bool {
            while !text.contains(words) {
                let bytes = output.fileHandleForReading.availableData
                if bytes.isEmpty { return false }
                text += String(decoding: bytes, as: UTF8.self)
            }
            return true
        }

        func end() {
            process.terminate()
            process.waitUntilExit()
        }
    }

    @Test func `what other verbs do meanwhile is sent, files too`() throws {
        let folder = try TemporaryFolder()
        let (data, home) = (folder.path + "/data", folder.path + "/home")
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

        let stay = try Stay(home: home)
        let filed = try tatua(
            "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set", "place=Malaba", "--set",
            "incidentOn=2026-11-01", "--set", "description=Milk is tested twice.", "--set", "contact=+254 700 000 001")
        #expect(filed.status == 0, "\(filed.output)")
        #expect(stay.says("Sent 2 changes"))
        let list = try tatua("list", "--json")
        let label = try #require(list.output.firstMatch(of: /"label":"([^"]+)"/)).1
        let file = folder.path + "/diary.txt"
        try Data("Nine days at the weighbridge.\n".utf8).write(to: URL(filePath: file))
        let attached = try tatua("attach", String(label), file)
        #expect(attached.status == 0, "\(attached.output)")
        #expect(stay.says("Sent 1 file"))
        stay.end()
        #expect(try tatua("evidence", String(label), "--json").output.contains(#""uploadDue":false"#))
        server.stop()
    }
}
