import CaseProtocol
import ClientCore
import Foundation
import Testing

@testable import tatua

/// A session at the terminal as text, in Transcripts/: commands and what they wrote.
///
/// `amina$ tatua …` is a command without a terminal, `amina% tatua …` one at a terminal. `< text` below it is a line that
/// is typed, `! text` is written to standard error, `[1]` is an exit code other than 0, everything else is written to
/// standard output. `# text` is a remark; `@ server off`, `@ server on`, `@ clock MOMENT`,
/// `@ terms VERSION` and `@ person NAME ROLE…` set the stage.
struct Transcript {
    private let file: URL
    private let text: String

    static let isRecording = ProcessInfo.processInfo.environment["TATUA_RECORD"] == "1"

    init(_ name: String) throws {
        file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Transcripts/\(name).txt")
        text = try String(contentsOf: file, encoding: .utf8)
    }

    static func names() throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Transcripts")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
            .map { String($0.dropLast(4)) }.sorted()
    }

    /// What was written to standard output and standard error.
    var written: [String] {
        text.split(separator: "\n").map(String.init)
            .filter { Self.command($0) == nil && !["#", "@", "<"].contains($0.prefix(1)) }
            .map { $0.hasPrefix("! ") ? String($0.dropFirst(2)) : $0 }
    }

    /// Plays the commands again on `stage` and compares what they write. Recording rewrites the file, and fails.
    func check(on stage: Stage) async throws {
        let played = try await play(on: stage)
        if Self.isRecording {
            try played.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file.lastPathComponent); run again without TATUA_RECORD")
        } else if played != text {
            let pairs = zip(
                played.split(separator: "\n", omittingEmptySubsequences: false),
                text.split(separator: "\n", omittingEmptySubsequences: false))
            let first = pairs.enumerated().first { $1.0 != $1.1 }
            Issue.record(
                "\(file.lastPathComponent):\((first?.offset ?? -1) + 1) is “\(first?.element.0 ?? "(another length)")” now"
            )
        }
    }

    private func play(on stage: Stage) async throws -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var output: [String] = []
        var isFirst = true
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("#") || line.hasPrefix("@ ") {
                if line.hasPrefix("@ ") { try direct(line.dropFirst(2).split(separator: " ").map(String.init), stage) }
                if !isFirst, output.last != "", !(output.last?.hasPrefix("#") ?? false),
                    !(output.last?.hasPrefix("@ ") ?? false)
                {
                    output.append("")
                }
                output.append(line)
            } else if let command = Self.command(line) {
                if !isFirst, output.last != "" { output.append("") }
                output.append(line)
                let typed = lines[(index + 1)...].prefix { $0.hasPrefix("< ") || $0 == "<" }
                output += typed
                let terminal = FakeTerminal(
                    isInteractive: command.isInteractive, answers: typed.map { String($0.dropFirst(2)) })
                let ending = try await stage.run(command.name, command.arguments, terminal)
                output += (terminal.lines + ending.complaints).map { $0.isEmpty ? "!" : "! \($0)" }
                output += ending.lines
                if ending.exitCode != .done { output.append("[\(ending.exitCode.rawValue)]") }
            } else {
                continue
            }
            isFirst = false
        }
        return output.joined(separator: "\n") + "\n"
    }

    private func direct(_ words: [String], _ stage: Stage) throws {
        switch (words.first, words.last) {
        case ("server", let state?): stage.server.isOn = state == "on"
        case ("terms", let version?): stage.server.load(terms: version)
        case ("clock", let moment?): stage.clock.set(try #require(Timestamp(moment)))
        case ("person", _) where words.count > 2: try stage.server.addPerson(words[1], roles: Array(words[2...]))
        default: Issue.record("unknown direction \(words)")
        }
    }

    private static func command(_ line: String) -> (name: String, isInteractive: Bool, arguments: [String])? {
        guard let match = line.wholeMatch(of: /([a-z]+)([$%]) tatua ?(.*)/) else { return nil }
        return (String(match.1), match.2 == "%", words(String(match.3)))
    }

    /// The words of a command line; quotes keep spaces, and `\u{1B}` is the character of that number.
    private static func words(_ written: String) -> [String] {
        let line = written.replacing(/\\u\{([0-9A-F]+)\}/) { match in
            UInt32(match.1, radix: 16).flatMap { Unicode.Scalar($0) }.map { String($0) } ?? "?"
        }
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
                word = word ?? ""
            } else if character == " ", !isQuoted {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
