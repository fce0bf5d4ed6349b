import CaseProtocol
import Foundation
import Testing

/// Every message of every version shipped, as files. Changing a shape fails here until a version and its line in
/// `ProtocolVersion` are added. `TATUA_RECORD=1 swift test --filter GoldenTests` re-records, and such a run fails.
@Suite struct GoldenTests {
    @Test(arguments: (Samples.all + Samples.events).map(\.name))
    func `a message has the bytes that its version shipped with`(name: String) throws {
        let sample = try #require((Samples.all + Samples.events).first { $0.name == name })
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(ProtocolVersion.current)/\(name).json")
        let bytes = try sample.bytes()
        if ProcessInfo.processInfo.environment["TATUA_RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes + [0x0A]).write(to: file)
            Issue.record("recorded \(file.lastPathComponent)")
            return
        }
        let golden = [UInt8](try Data(contentsOf: file)).dropLast()
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
        #expect(try sample.readBack(golden) == bytes, "reading the golden bytes and writing them again changes them")
    }

    @Test(arguments: (Samples.all + Samples.events).map(\.name))
    func `a message of an earlier version is read and written as it was`(name: String) throws {
        let sample = try #require((Samples.all + Samples.events).first { $0.name == name })
        for version in ["1.0"] {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "Golden/\(version)/\(name).json")
            // Messages that came later have no file there.
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let golden = Array([UInt8](try Data(contentsOf: file)).dropLast())
            #expect(try sample.readBack(golden[...]) == golden, "\(version)")
        }
    }

    @Test func `an enum's unknown type is refused by name`() {
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode(Outcome.self, from: #"{"type":"vanished"}"#.utf8)
        }
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode(CaseEvent.self, from: #"{"type":"vanished"}"#.utf8)
        }
    }

    @Test func `an operation of a later minor version is skipped`() throws {
        #expect(try PullLine(parsing: #"{"op":"digest","sum":"00"}"#.utf8) == nil)
    }

    @Test(arguments: [
        "{", "[]", #"{"op":"leave"}"#, #"{"op":"enter","comp":"x"}"#, #"{"op":"gone","comp":"shared/public/"}"#,
        #"{"op":"end"}"#, "{}", "",
    ])
    func `a line that is not what the protocol says is refused`(line: String) {
        #expect(throws: Problem.self) { try PullLine(parsing: line.utf8) }
    }

    @Test func `arguments that do not fit their command name the field`() throws {
        let id = CommandID(high: 1, low: 1)
        let now = Timestamp(milliseconds: 0)
        func problem(_ cmd: String, v: Int = 1, _ args: String) -> Problem? {
            do throws(Problem) {
                _ = try CommandEnvelope(n: 1, mid: id, cmd: cmd, v: v, at: now, args: args).command()
                return nil
            } catch {
                return error
            }
        }
        #expect(problem("case.fly", "{}")?.code == .unsupportedCommand)
        #expect(problem("case.act", v: 9, "{}")?.code == .unsupportedCommand)
        #expect(problem("case.act", "{")?.code == .malformedCommand)
        #expect(problem("case.act", "{}")?.path == "args.case")
        #expect(problem("case.act", #"{"case":"nope","action":"x","fields":{}}"#)?.path == "args.case")
        #expect(
            problem("case.act", #"{"case":"\#(CaseID(high: 1, low: 1))","action":"x","fields":{"a":1.5}}"#)?.path
                == "args.fields.a")
    }
}
