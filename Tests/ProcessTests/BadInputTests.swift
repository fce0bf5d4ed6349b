import Foundation
import Testing

/// Wrong usage and wrong input, as the built programs answer it.
@Suite struct BadInputTests {
    @Test(arguments: [
        ["tatua", "fly"], ["tatua", "login"], ["tatua", "file", "--set", "place"], ["tatuad", "serve"],
        ["tatuad", "serve", "--data", "/tmp/x", "--host", "0.0.0.0"],
        ["tatuad", "user", "add", "x", "--data", "/tmp/x"],
        ["tatuad", "serve", "--data", "/tmp/x", "--port", "70000"],
    ])
    func `wrong usage ends with 2`(words: [String]) throws {
        let folder = try TemporaryFolder()
        #expect(try Programs.run(words[0], Array(words.dropFirst()), home: folder.path).status == 2)
    }

    @Test(arguments: [
        "complainant:XX", "focalPoint", "focalPoint:Kenya", "recOfficer:ASEAN", "nmcMember:KE/boss", "king",
        "sysAdmin:KE",
    ])
    func `a role that does not exist is refused and adds nothing`(role: String) throws {
        let folder = try TemporaryFolder()
        let data = "\(folder.path)/data"
        func add(_ role: String) throws -> Int32 {
            try Programs.run(
                "tatuad", ["user", "add", "x", "--role", role, "--password-stdin", "--data", data],
                input: "a long password\n"
            ).status
        }
        #expect(try add(role) == 1)
        #expect(try add("complainant") == 0)
        #expect(try add("complainant") == 1, "the name is taken")
    }

    @Test func `nobody signed in ends with 4 and changes nothing`() throws {
        let folder = try TemporaryFolder()
        for words in [["sync"], ["file"], ["list"], ["inbox"], ["outbox"], ["whoami"]] {
            #expect(try Programs.run("tatua", words, home: folder.path).status == 4, "\(words)")
        }
    }

    @Test func `bad lines of an import are named, the others go in, and nothing goes in twice`() throws {
        let folder = try TemporaryFolder()
        let data = "\(folder.path)/data"
        let file = "\(folder.path)/lines.jsonl"
        let lines = [
            #"{"number":"NTB-900-001","scheme":"Tripartite","summary":"First."}"#, "{", #"{"scheme":"Tripartite"}"#,
            #"{"number":"NTB-900-002","progress":[{"date":"2012-13"}]}"#, #"["a"]"#, "",
            #"{"number":"NTB-900-003","scheme":"Tripartite","status":"Resolved","later":{"unknown":1}}"#,
        ]
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let dry = try Programs.run("tatuad", ["import", "complaints", file, "--data", data, "--dry-run"])
        #expect(dry.status == 1)
        #expect(dry.output.contains("2 added, 0 already there, 4 refused"), "\(dry.output)")
        let first = try Programs.run("tatuad", ["import", "complaints", file, "--data", data])
        #expect(first.status == 1)
        for line in [2, 3, 4, 5] { #expect(first.output.contains("line \(line) "), "line \(line): \(first.output)") }
        #expect(first.output.contains("2 added, 0 already there, 4 refused"), "\(first.output)")
        let second = try Programs.run("tatuad", ["import", "complaints", file, "--data", data])
        #expect(second.output.contains("0 added, 2 already there, 4 refused"), "\(second.output)")
        #expect(try Programs.run("tatuad", ["verify", "--data", data]).status == 0)
        #expect(try Programs.run("tatuad", ["import", "complaints", "/nowhere", "--data", data]).status == 2)
    }
}
