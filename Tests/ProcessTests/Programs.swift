import Foundation
import Glibc

/// The built programs, beside the test bundle.
enum Programs {
    static let folder: URL = {
        // The bundle is the running program itself under XCTest, and an argument of it under Swift Testing's helper.
        let candidates = CommandLine.arguments.filter { $0.contains(".xctest") } + [CommandLine.arguments[0]]
        var url = URL(filePath: candidates[0])
        while url.path != "/" {
            url = url.deletingLastPathComponent()
            if FileManager.default.isExecutableFile(atPath: url.appending(path: "tatuad").path) { return url }
        }
        return URL(filePath: ".build/debug")
    }()

    /// Runs a program to its end.
    static func run(
        _ name: String, _ arguments: [String], input: String = "", home: String? = nil, temporary: String? = nil
    ) throws -> (status: Int32, output: String) {
        try run(folder.appending(path: name), arguments, input: input, home: home, temporary: temporary)
    }

    /// Writes a text file.
    static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// Runs a program of the system to its end.
    static func shell(_ command: [String]) throws -> (status: Int32, output: String) {
        try run(URL(filePath: "/usr/bin/env"), command, input: "", home: nil)
    }

    private static func run(
        _ program: URL, _ arguments: [String], input: String, home: String?, temporary: String? = nil
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let places = ["TATUA_HOME": home, "TMPDIR": temporary].compactMapValues(\.self)
        process.environment = ProcessInfo.processInfo.environment.merging(places) { $1 }
        let output = Pipe()
        let stdin = Pipe()
        process.standardInput = stdin
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "tatua-process-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // What a test leaves behind is a nuisance, not a failure.
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A running `tatuad`.
final class RunningServer {
    let url: String
    private let process: Process

    /// Starts it and waits until it says where it answers.
    ///
    /// - Parameter log: the file in which its log is kept; `nil` for none.
    init(data: String, port: Int = 0, _ arguments: [String] = [], log: String? = nil) throws {
        process = Process()
        process.executableURL = Programs.folder.appending(path: "tatuad")
        process.arguments = ["serve", "--data", data, "--port", "\(port)"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        if let log {
            try Data().write(to: URL(filePath: log))
            process.standardError = FileHandle(forWritingAtPath: log)
        }
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let bytes = output.fileHandleForReading.availableData
            if bytes.isEmpty { throw ServerDidNotStart(said: text) }
            text += String(decoding: bytes, as: UTF8.self)
        }
        url = String(text.split(separator: "\n")[0].split(separator: " ").last ?? "")
    }

    var port: Int { Int(url.split(separator: ":").last ?? "") ?? 0 }

    var identifier: Int32 { process.processIdentifier }

    /// kill -9.
    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// SIGHUP.
    func reload() { Glibc.kill(process.processIdentifier, SIGHUP) }

    /// Asks it to stop. Returns its exit code.
    @discardableResult
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit { if process.isRunning { kill() } }
}

struct ServerDidNotStart: Error { let said: String }
