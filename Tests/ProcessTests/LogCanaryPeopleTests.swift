import CaseCrypto
import CaseProtocol
import Foundation
import Testing

/// The same as ``LogCanaryTests`` of what people do about people: registering, inviting, organisations and their letters, codes,
/// reasons, alternates, imports, filing without a name. Codes and secrets are in no file of the server's at all.
@Suite struct LogCanaryPeopleTests {
    /// Built programs on one server, and what was said that nobody else may read.
    private final class Scene {
        let folder: TemporaryFolder
        let server: RunningServer
        var data: String { folder.path + "/data" }
        var log: String { folder.path + "/log" }
        /// Codes and secrets, as they were told.
        var secrets: [String] = []
        static let password = "kanariepasswordzwart"

        init() throws {
            folder = try TemporaryFolder()
            let data = folder.path + "/data"
            for (name, role) in [
                ("officer", "focalPoint:KE"), ("colleague", "nmcMember:KE"), ("auditor", "auditor"),
                ("lawyer", "ministryLegal:KE"),
                ("trader", "complainant:KE"), ("agent", "complainant:KE"),
            ] {
                let added = try Programs.run(
                    "tatuad", ["user", "add", canary(name), "--role", role, "--password-stdin", "--data", data],
                    input: Self.password + "\n")
                #expect(added.status == 0, "\(added.output)")
            }
            let open = try Programs.run("tatuad", ["setting", "set", "registration", "on", "--data", data])
            #expect(open.status == 0, "\(open.output)")
            server = try RunningServer(data: data, ["--log-level", "debug"], log: folder.path + "/log")
        }

        @discardableResult
        func tatuad(_ arguments: String..., status: Int32 = 0) throws -> String {
            let done = try Programs.run("tatuad", arguments + ["--data", data])
            #expect(done.status == status, "\(arguments): \(done.output)")
            return done.output
        }

        /// - Parameter status: `nil` for a refusal, whichever.
        @discardableResult
        func tatua(_ arguments: String..., input: String = "", as name: String, status: Int32? = 0) throws -> String {
            let done = try Programs.run("tatua", arguments, input: input, home: "\(folder.path)/home-\(name)")
            #expect(status.map { done.status == $0 } ?? (done.status != 0), "\(arguments): \(done.output)")
            return done.output
        }

        func login(_ name: String) throws {
            try tatua(
                "login", server.url, "--user", canary(name), "--password-stdin", input: Self.password + "\n", as: name)
        }

        /// Notes the code that an answer tells.
        func code(in output: String) throws -> String {
            let code = String(try #require(output.firstMatch(of: /[A-Z0-9]{4}(-[A-Z0-9]{1,4}){2,5}/), "\(output)").0)
            secrets.append(code)
            return code
        }

        /// By the server's clock, as a sync tells it.
        func now() throws -> Timestamp {
            try tatua("sync", as: "officer")
            let told = try JSONValue(parsing: try tatua("whoami", "--json", as: "officer").utf8)
            return try #require(told.object?["asOf"]?.string.flatMap { Timestamp($0) })
        }

        func day(_ days: Int) throws -> String { try now().day().adding(days: days).description }

        func ask(_ path: String, _ options: String...) throws -> String {
            try Programs.shell(
                ["curl", "-si", "--max-time", "10", server.url + path, "-H", "Sync-Proto: 1.1"] + options
            )
            .output
        }
    }

    @Test func `what people do about people is in no log, counter, fault or name of a file`() throws {
        let scene = try Scene()
        try Self.register(scene)
        let caseID = try Self.file(scene)
        try Self.organise(scene)
        try Self.office(scene, caseID)
        try Self.factor(scene)
        try Self.importLines(scene)
        try Self.withoutName(scene)
        let faults = try Self.faults(scene)

        let token = try String(contentsOfFile: scene.data + "/metrics.token", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let counters = try scene.ask("/metrics", "-H", "Authorization: Bearer \(token)")
        #expect(counters.contains("tatua_sessions"), "\(counters)")
        let names = try Programs.shell(["find", scene.data]).output
        let database = try Programs.shell(["sh", "-c", "cat \(scene.data)/tatua.sqlite*"]).output
        scene.server.stop()
        let log = try String(contentsOfFile: scene.log, encoding: .utf8)
        #expect(log.split(separator: "\n").count > 60, "a line for each request")
        #expect(log.contains("an auditor read a case") && log.contains("an alternate was named"))
        for (place, text) in [("log", log), ("counters", counters), ("faults", faults), ("names", names)] {
            #expect(!text.lowercased().contains("kanarie"), "in the \(place)")
            for secret in scene.secrets { #expect(!text.contains(secret), "a code in the \(place)") }
        }
        #expect(scene.secrets.count >= 16)
        for secret in scene.secrets {
            #expect(!database.contains(secret), "a code is kept: \(secret.count) characters")
        }
        // Everything did arrive.
        for place in [
            "newcomer", "office", "firm", "reference", "invited", "reason", "reading", "recusal", "imported",
            "nameless",
        ] { #expect(database.contains(canary(place)), "\(place) did not arrive") }
    }

    private static func register(_ scene: Scene) throws {
        let invited = try scene.tatuad(
            "user", "invite", "--role", "focalPoint", "--country", "UG", "--organisation", canary("invited"))
        let code = try scene.code(in: invited)
        let register = ["register", scene.server.url, "--password-stdin", "--user"]
        for (words, isDone) in [
            ([canary("newcomer"), "--country", "KE", "--organisation", canary("office")], true),
            ([canary("other"), "--country", canary("country")], false),
            ([canary("other"), "--invitation", "AAAA-BBBB-CCCC"], false),
            ([canary("guest"), "--invitation", code], true), ([canary("late"), "--invitation", code], false),
        ] {
            let done = try Programs.run(
                "tatua", register + words, input: Scene.password + "\n", home: scene.folder.path + "/home-new")
            #expect((done.status == 0) == isDone, "\(words): \(done.output)")
        }
        for name in ["officer", "colleague", "lawyer", "auditor", "trader", "agent"] { try scene.login(name) }
        let reset = try scene.code(in: try scene.tatuad("user", "reset-code", canary("agent")))
        for (code, status) in [("AAAA-BBBB-CCCC", nil as Int32?), (reset, 0), (reset, nil)] {
            try scene.tatua(
                "password", "reset", scene.server.url, "--user", canary("agent"), "--code", code, "--password-stdin",
                input: Scene.password + "2\n", as: "agent", status: status)
        }
        try scene.tatua(
            "login", scene.server.url, "--user", canary("agent"), "--password-stdin", input: Scene.password + "2\n",
            as: "agent")
    }

    /// A complaint under an agreement in which an officer may step back.
    private static func file(_ scene: Scene) throws -> String {
        try scene.tatua(
            "file", "ntb.afcfta", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set",
            "incidentOn=2026-11-01", "--set", "place=\(canary("place"))", "--set", "description=\(canary("story"))",
            "--set", "contact=\(canary("contact"))", "--set", "product=\(canary("product"))", as: "trader")
        try scene.tatua("sync", as: "trader")
        let list = try scene.tatua("list", "--json", as: "trader")
        return String(try #require(list.firstMatch(of: /"case":"([^"]+)"/), "\(list)").1)
    }

    private static func organise(_ scene: Scene) throws {
        try scene.tatua("organisation", "create", canary("firm"), as: "trader")
        let letter = "\(scene.folder.path)/\(canary("letter")).pdf"
        try Programs.write("%PDF-1.4 \(canary("bytes"))\n", to: letter)
        let offered = try scene.tatua(
            "organisation", "represent", canary("firm"), "--from", try scene.day(0), "--until", try scene.day(20),
            "--reference",
            canary("reference"), "--letter", letter, as: "trader")
        let code = try scene.code(in: offered)
        try scene.tatua("organisation", "join", "AAAA-BBBB-CCCC", as: "agent", status: nil)
        try scene.tatua("organisation", "join", code, as: "agent")
        try scene.tatua("organisation", "create", canary("firm"), as: "agent", status: nil)
        let member = try scene.code(in: try scene.tatua("organisation", "invite", canary("firm"), as: "trader"))
        #expect(member != code)
        try scene.tatua("organisation", "owner", canary("firm"), canary("nobody"), as: "trader", status: nil)
    }

    /// Reasons: to be told who complains, to read as an auditor, to step back; and somebody who acts for another.
    private static func office(_ scene: Scene, _ caseID: String) throws {
        try scene.tatua("sync", as: "officer")
        try scene.tatua(
            "act", caseID, "sendRequest", "--set", "imposingCountry=UG", "--set", "measure=\(canary("measure"))",
            "--set", "act=\(canary("act"))", "--set", "product=Tea", "--set", "tradeEffect=\(canary("effect"))",
            as: "officer")
        try scene.tatua("sync", as: "officer")
        try scene.tatua("sync", as: "lawyer")
        try scene.tatua("identity", "request", caseID, "--reason", canary("reason"), as: "lawyer")
        try scene.tatua("sync", as: "lawyer")
        try scene.tatua("audit", caseID, "--reason", canary("reading"), as: "auditor")
        try scene.tatua("audit", canary("reference"), "--reason", canary("reading"), as: "auditor", status: nil)
        try scene.tatua(
            "alternate", canary("colleague"), "--from", try scene.day(0), "--until", try scene.day(9), as: "officer")
        try scene.tatua(
            "alternate", canary("nobody"), "--from", try scene.day(0), "--until", try scene.day(9), as: "officer",
            status: nil)
        try scene.tatua("sync", as: "officer")
        try scene.tatua("act", caseID, "recuse", "--set", "reason=\(canary("recusal"))", as: "officer")
        try scene.tatua("sync", as: "officer")
    }

    private static func factor(_ scene: Scene) throws {
        let offer = try scene.tatua(
            "second-factor", "add", "--password-stdin", "--json", input: Scene.password + "\n", as: "officer")
        let secret = try #require(try JSONValue(parsing: offer.utf8).object?["secret"]?.string)
        scene.secrets.append(secret)
        try scene.tatua("second-factor", "confirm", "000000", as: "officer", status: nil)
        let step = TimeCode.step(atSeconds: try scene.now().milliseconds / 1_000)
        let bytes = try #require(SecondFactorProgramTests.bytes(base32: secret))
        let answer = try scene.tatua(
            "second-factor", "confirm", TimeCode.code(of: bytes, step: step), "--json", as: "officer")
        let recovery = try JSONValue(parsing: answer.utf8).object?["recovery"]?.array?.compactMap(\.string) ?? []
        #expect(recovery.count == 10)
        scene.secrets += recovery
        try scene.tatua(
            "login", scene.server.url, "--user", canary("officer"), "--password-stdin", "--code", recovery[0],
            input: Scene.password + "\n", as: "officer2")
    }

    private static func importLines(_ scene: Scene) throws {
        let file = "\(scene.folder.path)/\(canary("lines")).jsonl"
        let number = canary("number")
        try Programs.write(
            """
            {"number":"NTB-900-001","scheme":"Tripartite","summary":"\(canary("imported"))"}
            {"number":"\(number)","scheme":"\(number)","progress":[{"date":"\(number)"}]}
            {"\(number)":

            """, to: file)
        let report = try scene.tatuad("import", "complaints", file, status: 1)
        #expect(report.contains("1 added"), "\(report)")
    }

    private static func withoutName(_ scene: Scene) throws {
        let filed = try scene.tatua(
            "file", "unfair.malpractice", "--without-name", scene.server.url, "--set", "country=KE", "--set",
            "description=\(canary("nameless"))", "--set", "place=Busia", "--set", "incidentOn=2026-11-01", "--set",
            "product=Sugar", as: "post")
        let code = try scene.code(in: filed)
        try scene.tatua("login", scene.server.url, "--receipt-code", input: code + "\n", as: "post")
        try scene.tatua("sync", as: "post")
        try scene.tatua("login", scene.server.url, "--receipt-code", input: code + "\n", as: "elsewhere")
        try scene.tatua("sync", as: "elsewhere")
    }

    /// What the server answers when its own store is broken under it, in words that somebody wrote.
    private static func faults(_ scene: Scene) throws -> String {
        let script = """
            import sqlite3, sys
            store = sqlite3.connect(sys.argv[1], timeout=20)
            store.execute("UPDATE account SET password_hash = ?1 WHERE folded_name = ?1", (sys.argv[2],))
            store.commit()
            """
        let name = canary("colleague")
        let broken = try Programs.shell(["python3", "-c", script, scene.data + "/tatua.sqlite", name])
        #expect(broken.status == 0, "\(broken.output)")
        let login =
            #"{"user":"\#(name)","password":"\#(Scene.password)","replica":"01934d5e-6f70-7003-8000-000000000009"}"#
        let answers = try scene.ask("/v1/login", "-d", login)
        #expect(answers.contains("\"internal\""), "\(answers)")
        return answers
    }
}

/// In words that occur nowhere else.
private func canary(_ place: String) -> String { "kanarie\(place)zwart" }
