import Foundation
import Testing

/// What the built programs say when something is in the way: sentences for people, and the exit code.
@Suite struct SentenceTests {
    private let folder: TemporaryFolder
    private let data: String

    /// A folder with a store of two imported cases.
    init() throws {
        folder = try TemporaryFolder()
        data = "\(folder.path)/data"
        let lines = [1, 2].map {
            #"{"number":"NTB-900-00\#($0)","scheme":"Tripartite","summary":"It is slow."}"# + "\n"
        }
        try lines.joined().write(toFile: "\(folder.path)/lines.jsonl", atomically: true, encoding: .utf8)
        let made = try Programs.run("tatuad", ["import", "complaints", "\(folder.path)/lines.jsonl", "--data", data])
        try #require(made.status == 0, "\(made.output)")
        #expect(made.output.contains("2 of 2 lines read"), "\(made.output)")
    }

    @Test func `verify refuses a folder whose store is gone, or that is not there, and makes nothing`() throws {
        for name in ["tatua.sqlite", "tatua.sqlite-wal", "tatua.sqlite-shm"] {
            // The log and its index are there only while somebody works on the store.
            try? FileManager.default.removeItem(atPath: "\(data)/\(name)")
        }
        let nowhere = "\(folder.path)/nowhere"
        for path in [data, nowhere] {
            let answer = try Programs.run("tatuad", ["verify", "--data", path])
            #expect(answer.status == 1)
            #expect(answer.output == "tatuad: There is no store in \(path).\n")
        }
        #expect(!FileManager.default.fileExists(atPath: "\(data)/tatua.sqlite"))
        #expect(!FileManager.default.fileExists(atPath: nowhere))
    }

    @Test func `a lost signing key is told of and not replaced`() throws {
        try FileManager.default.removeItem(atPath: "\(data)/keys")
        for words in [["verify"], ["import", "complaints", "\(folder.path)/lines.jsonl"], ["serve", "--port", "0"]] {
            let answer = try Programs.run("tatuad", words + ["--data", data])
            #expect(answer.status == 1)
            #expect(answer.output.contains("keys/ledger.key, is gone. Put it back"), "\(answer.output)")
        }
        #expect(!FileManager.default.fileExists(atPath: "\(data)/keys"))
    }

    @Test func `another signing key is told of`() throws {
        try Data((1...32).map { $0 }).write(to: URL(filePath: "\(data)/keys/ledger.key"))
        let answer = try Programs.run("tatuad", ["serve", "--port", "0", "--data", data])
        #expect(answer.status == 1)
        #expect(answer.output.contains("tatuad: This store's ledger was signed with another key"), "\(answer.output)")
        #expect(try Programs.run("tatuad", ["verify", "--data", data]).status == 1)
    }

    @Test func `a port that is taken is told of (opens a port)`() throws {
        let first = try RunningServer(data: data)
        defer { first.stop() }
        let other = "\(folder.path)/other"
        let answer = try Programs.run("tatuad", ["serve", "--port", "\(first.port)", "--data", other])
        #expect(answer.status == 1)
        #expect(
            answer.output.contains("tatuad: Another program listens on port \(first.port) of 127.0.0.1."),
            "\(answer.output)")
        #expect(!answer.output.contains("tatuad: bind("))
    }
}
