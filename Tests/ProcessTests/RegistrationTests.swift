import CaseProtocol
import Testing

/// Accounts that people make by themselves, through the built programs.
@Suite struct RegistrationProgramTests {
    @Test func `an invited officer and a trader register, accept, forget and come back`() throws {
        let folder = try TemporaryFolder()
        let data = folder.path + "/data"
        func tatuad(_ arguments: String...) throws -> (status: Int32, output: String) {
            try Programs.run("tatuad", arguments + ["--data", data])
        }
        func tatua(_ arguments: [String], _ input: String, as name: String = "home") throws -> (Int32, String) {
            let run = try Programs.run("tatua", arguments, input: input, home: folder.path + "/" + name)
            return (run.status, run.output)
        }
        let notice = folder.path + "/notice.txt"
        try Programs.write("We keep your name.\n", to: notice)
        let loaded = try tatuad("terms", "load", notice, "--version", "2026-11")
        #expect(loaded.status == 0, "\(loaded.output)")
        let invited = try tatuad("user", "invite", "--role", "focalPoint", "--country", "KE", "--days", "2")
        let code = Self.code(in: invited.output)
        #expect(invited.output.contains("focalPoint:KE") && code.count == 14, "\(invited.output)")

        let server = try RunningServer(data: data)
        let register = ["register", server.url, "--password-stdin", "--accept-terms", "2026-11"]
        let password = "seven red bicycles\n"
        let closed = try tatua(register + ["--user", "amina", "--country", "KE"], password)
        #expect(closed.0 == 1 && closed.1.contains("with an invitation only"), "\(closed.1)")
        #expect(try tatuad("setting", "set", "registration", "on").status == 0)
        let trader = try tatua(register + ["--user", "amina", "--country", "KE", "--json"], password)
        #expect(trader.0 == 0, "\(trader.1)")
        let name = try #require(try JSONValue(parsing: trader.1.utf8).object?["name"]?.string)
        #expect(name.hasPrefix("amina-"))
        let officer = try tatua(register + ["--user", "kamau", "--invitation", code], password)
        #expect(officer.0 == 0 && officer.1.contains("focalPoint:KE"), "\(officer.1)")
        let again = try tatua(register + ["--user", "otieno", "--invitation", code], password)
        #expect(again.0 == 1 && again.1.contains("This code is not good"), "\(again.1)")

        func login(_ password: String, _ more: String...) throws -> (Int32, String) {
            try tatua(["login", server.url, "--user", name, "--password-stdin"] + more, password + "\n")
        }
        #expect(try login("seven red bicycles").0 == 0)
        #expect(try tatuad("user", "terms", name).output.hasPrefix("2026-11  "))
        #expect(try tatua(["password", "--password-stdin"], "seven red bicycles\nfour blue bicycles\n").0 == 0)
        #expect(try tatua(["sync"], "").0 == 0)
        let reset = try tatuad("user", "reset-code", name, "--hours", "1")
        let spoken = Self.code(in: reset.output)
        let recovered = try tatua(
            ["password", "reset", server.url, "--user", name, "--code", spoken, "--password-stdin"],
            "nine green bicycles\n")
        #expect(recovered.0 == 0, "\(recovered.1)")
        #expect(try tatua(["sync"], "").0 == 4)
        try Programs.write("We keep your name and your firm.\n", to: notice)
        #expect(try tatuad("terms", "load", notice, "--version", "2026-12").status == 0)
        let asked = try login("nine green bicycles")
        #expect(asked.0 == 4 && asked.1.contains("2026-12"), "\(asked.1)")
        #expect(try tatua(["terms", server.url], "").1.contains("and your firm"))
        #expect(try login("nine green bicycles", "--accept-terms", "2026-12").0 == 0)
        #expect(try tatuad("terms", "show").output.contains("Version 2026-12"))
        #expect(server.stop() == 0)
    }

    private static func code(in output: String) -> String {
        output.firstMatch(of: /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/).map { String($0.0) } ?? ""
    }
}
