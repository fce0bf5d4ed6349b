import CaseProtocol
import Testing

/// What strangers wrote, on the terminal of whoever runs the server: it shows itself and does nothing else.
@Suite struct TerminalEscapeTests {
    /// Turns red, clears the screen (as two characters and as one), writes over its own line, turns the writing, and begins a
    /// line that says something else.
    private static let attack = "\u{1B}[31m\u{9B}2J\rok\u{202E}txet\u{2066}\u{7}\u{7F}\nkamau: sysAdmin"

    private func expectPlain(_ output: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let acts = output.unicodeScalars.filter { $0 != "\n" && Plain.needsCare($0) }
        #expect(acts.isEmpty, "\(what): \(acts.map(\.value))", sourceLocation: sourceLocation)
        let lines = output.split(separator: "\n")
        #expect(
            !lines.contains { $0.hasPrefix("kamau: sysAdmin") }, "\(what) begins a line", sourceLocation: sourceLocation
        )
    }

    @Test func `names in the store are printed plain by every verb that lists them, and whole in JSON`() throws {
        let folder = try TemporaryFolder()
        let data = folder.path + "/data"
        func tatuad(_ arguments: String...) throws -> String {
            let done = try Programs.run("tatuad", arguments + ["--data", data], input: "a long password\n")
            expectPlain(done.output, arguments.joined(separator: " "))
            return done.output
        }
        _ = try tatuad("user", "add", "amina", "--role", "complainant:KE", "--password-stdin")
        // No verb takes such a name; a store that somebody else filled may hold it.
        let script = """
            import sqlite3, sys
            store = sqlite3.connect(sys.argv[1])
            store.execute("UPDATE account SET name = ?1, organisation = ?1", (sys.argv[2],))
            store.execute("INSERT INTO organisation (id, name, folded_name, country, made_at) VALUES "
                "(zeroblob(16), ?1, ?1, 'KE', 0)", (sys.argv[2],))
            store.execute("INSERT INTO terms (version, text, since) VALUES ('2026-11', ?1, 0)", (sys.argv[2],))
            store.commit()
            """
        let filled = try Programs.shell(["python3", "-c", script, data + "/tatua.sqlite", Self.attack])
        #expect(filled.status == 0, "\(filled.output)")
        #expect(try tatuad("user", "list").contains(#"\x1B[31m\x9B2Jok\u{202E}txet"#))
        #expect(try tatuad("organisation", "list").contains(#"\x1B[31m\x9B2Jok\u{202E}txet"#))
        let json = try tatuad("organisation", "list", "--json")
        let name = try JSONValue(parsing: json.utf8).object?["organisations"]?.array?.first?.object?["name"]?.string
        #expect(name == Self.attack, "the JSON means what the store holds")
        let user = try JSONValue(parsing: try tatuad("user", "list", "--json").utf8).object?["users"]?.array?.first
        #expect(user?.object?["name"]?.string == Self.attack)
        // A text has lines of its own, each of them plain.
        let terms = try Programs.run("tatuad", ["terms", "show", "--data", data]).output
        #expect(terms.unicodeScalars.allSatisfy { $0 == "\n" || !Plain.needsCare($0) }, "\(terms)")
    }

    @Test func `refused lines, names of files and what was typed are printed plain`() throws {
        let folder = try TemporaryFolder()
        let data = folder.path + "/data"
        let number = JSONValue.string("NTB\(Self.attack)").canonicalText
        let file = "\(folder.path)/odd\u{1B}[31m\u{9B}\u{202E}\r.jsonl"
        try Programs.write(
            """
            {"number":\(number),"scheme":"Tripartite","progress":[{"date":\(number)}]}
            {"number":\(number),"scheme":\(number)}
            {"number":"NTB-1\u{9B}",\u{1B}[31m
            """, to: file)
        func tatuad(_ arguments: [String]) throws -> String {
            let done = try Programs.run("tatuad", arguments)
            expectPlain(done.output, arguments.joined(separator: " "))
            return done.output
        }
        let report = try tatuad(["import", "complaints", file, "--data", data])
        #expect(report.contains("refused"), "\(report)")
        let typed = Self.attack.replacing("\n", with: " ")
        for words in [
            ["import", "cases", file, "--data", data], ["import", "cases", file + "x", "--data", data],
            ["procedure", "check", file], ["procedure", "show", file + "x"], ["codes", "load", file, "--data", data],
            ["user", "suspend", typed, "--data", data], ["user", typed, "--data", data],
            ["user", "add", typed, "--role", typed, "--password-stdin", "--data", data],
            ["setting", "set", typed, typed, "--data", data], ["verify", "--data", file],
            ["restore", file, "--data", file], [typed],
        ] { _ = try tatuad(words) }
    }
}
