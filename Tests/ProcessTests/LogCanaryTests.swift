import Foundation
import Testing

/// What people write, and what they are called, is in the database and nowhere else that whoever runs the machine reads:
/// not in the log, the counters, the answers to strangers, nor in a dump of memory.
@Suite struct LogCanaryTests {
    /// In words that occur nowhere else.
    private static func canary(_ place: String) -> String { "kanarie\(place)zwart" }

    private struct Asker {
        let server: RunningServer
        let token: String

        func ask(_ path: String, _ options: [String] = [], token: String? = nil) throws -> String {
            let authorization =
                (token ?? self.token).isEmpty ? [] : ["-H", "Authorization: Bearer \(token ?? self.token)"]
            return try Programs.shell(
                ["curl", "-si", "--max-time", "10", server.url + path, "-H", "Sync-Proto: 1.1"] + authorization
                    + options
            ).output
        }
    }

    @Test func `canaries sent through every field are not in the log, the counters or a stranger's answers`() throws {
        let folder = try TemporaryFolder()
        let (data, log) = (folder.path + "/data", folder.path + "/log")
        func tatuad(_ arguments: String..., input: String = "") throws -> String {
            let done = try Programs.run("tatuad", arguments + ["--data", data], input: input)
            #expect(done.status == 0, "\(done.output)")
            return done.output
        }
        let (person, password) = (Self.canary("name"), Self.canary("password"))
        _ = try tatuad(
            "user", "add", person, "--role", "complainant:KE", "--organisation", Self.canary("firm"),
            "--password-stdin",
            input: password + "\n")
        _ = try tatuad(
            "user", "add", "stranger", "--role", "complainant:UG", "--password-stdin", input: "a long password\n")
        let server = try RunningServer(data: data, ["--log-level", "debug"], log: log)

        func tatua(_ arguments: [String], input: String = "") throws -> String {
            let done = try Programs.run("tatua", arguments, input: input, home: folder.path + "/home")
            #expect(done.status == 0, "\(arguments): \(done.output)")
            return done.output
        }
        _ = try tatua(["login", server.url, "--user", person, "--password-stdin"], input: password + "\n")
        _ = try tatua(
            ["file", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set", "incidentOn=2026-11-01"]
                + ["place", "description", "contact", "product"].flatMap { ["--set", "\($0)=\(Self.canary($0))"] })
        let list = try tatua(["list", "--json"])
        let label = String(try #require(list.firstMatch(of: /"label":"([^"]+)"/)).1)
        _ = try tatua(["note", label, Self.canary("note")])
        let file = folder.path + "/\(Self.canary("file")).txt"
        try Data("\(Self.canary("bytes"))\n".utf8).write(to: URL(filePath: file))
        _ = try tatua(["attach", label, file, "--caption", Self.canary("caption")])
        _ = try tatua(["sync"])

        // A stranger, and requests that are wrong in every place where something can be written.
        let login =
            #"{"user":"stranger","password":"a long password","replica":"01934d5e-6f70-7003-8000-000000000009"}"#
        let anybody = Asker(server: server, token: "")
        let token = try #require(
            try anybody.ask("/v1/login", ["-d", login]).firstMatch(of: /"token":"([^"]+)"/).map { String($0.1) })
        let stranger = Asker(server: server, token: token)
        var answers = ""
        let odd = Self.canary("odd")
        for path in ["/\(odd)", "/public/v1/cards/\(odd)", "/sync/v1/blobs/\(odd)", "/sync/v1/news?cursor=\(odd)"] {
            answers += try anybody.ask(path) + stranger.ask(path)
        }
        for body in [
            #"{"user":"\#(person)","password":"\#(odd)","replica":"01934d5e-6f70-7003-8000-000000000009"}"#,
            #"{"user":"\#(odd)","password":"\#(odd)","replica":"\#(odd)"}"#, #"{"\#(odd)":["\#(odd)"#, odd,
        ] { answers += try anybody.ask("/v1/login", ["-d", body]) }
        for path in ["/sync/v1/push", "/sync/v1/pull", "/sync/v1/digest"] {
            answers += try stranger.ask(
                path, ["-d", #"{"replica":"\#(odd)","epoch":"\#(odd)","commands":[{"args":"\#(odd)"}]}"#])
        }
        _ = try anybody.ask("/healthz", ["-A", odd, "-e", odd, "-H", "X-Forwarded-For: \(odd)", "-X", odd])
        _ = try anybody.ask("/healthz", ["-b", odd], token: odd)
        answers += try stranger.ask(
            "/sync/v1/pull", ["-d", #"{"replica":"01934d5e-6f70-7003-8000-000000000009","acked":0}"#])

        let counters = try anybody.ask(
            "/metrics",
            token: try String(contentsOfFile: data + "/metrics.token", encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines))
        #expect(counters.contains("tatua_sessions 2"), "\(counters)")
        let limits = try String(contentsOfFile: "/proc/\(server.identifier)/limits", encoding: .utf8)
        #expect(limits.contains(/Max core file size\s+0\s+0/), "no dump of its memory is written")
        server.stop()

        let written = try String(contentsOfFile: log, encoding: .utf8)
        #expect(written.split(separator: "\n").count > 30, "a line for each request")
        for (place, text) in [("log", written), ("counters", counters), ("answers", answers)] {
            #expect(!text.lowercased().contains("kanarie"), "in the \(place)")
            #expect(!text.contains(token) || place == "answers", "a token in the \(place)")
        }
        // Each line is one object, so that no text can begin a line of its own.
        for line in written.split(separator: "\n") {
            #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: Any], "\(line)")
        }
        #expect(written.contains(#""route":"/sync/v1/push""#) && written.contains(#""status":"401""#))
        // The canaries did arrive.
        let database = try Programs.shell(["sh", "-c", "cat \(data)/tatua.sqlite* | grep -ac kanarie"])
        #expect(Int(database.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > 3, "\(database.output)")
    }
}
