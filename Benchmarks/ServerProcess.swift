import Foundation
import Glibc

/// The built `tatuad`, as a process on a folder of its own.
final class ServerProcess {
    let port: Int
    let secondsToAnswer: Double
    private let process: Process

    /// Starts it and waits until it says where it answers.
    init(programs: String, data: String, options: [String] = []) throws {
        process = Process()
        process.executableURL = URL(filePath: "\(programs)/tatuad")
        process.arguments = ["serve", "--data", data, "--port", "0"] + options
        let output = Pipe()
        process.standardOutput = output
        // A line for each request, which costs what it costs, and nobody reads it here.
        process.standardError = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        var line = ""
        while !line.contains("\n") {
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw BenchmarkError("tatuad did not start") }
            line += String(decoding: bytes, as: UTF8.self)
        }
        secondsToAnswer = (ContinuousClock.now - start).inMilliseconds / 1_000
        guard let digits = line.split(separator: ":").last?.prefix(while: \.isNumber), let port = Int(digits) else {
            throw BenchmarkError("tatuad said: \(line)")
        }
        self.port = port
    }

    /// Peak and present resident memory, in megabytes.
    func memory() -> (peak: Double, now: Double) {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        func field(_ name: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
            return (line?.split(whereSeparator: { !$0.isNumber }).first).flatMap { Double($0) }.map { $0 / 1_024 } ?? 0
        }
        return (field("VmHWM"), field("VmRSS"))
    }

    /// Seconds of processor time that it has used so far, over all cores.
    func cpuSeconds() -> Double {
        let stat = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    deinit {
        // What threw between its start and its stop leaves no server behind.
        if process.isRunning { process.terminate() }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}

enum Shell {
    /// Runs a program with text on its standard input.
    ///
    /// - Returns: what it printed, and how long it took in milliseconds.
    @discardableResult
    static func run(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> (output: String, milliseconds: Double) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        let stdin = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = stdin
        let start = ContinuousClock.now
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let milliseconds = (ContinuousClock.now - start).inMilliseconds
        guard process.terminationStatus == 0 else {
            throw BenchmarkError(
                "\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
        }
        return (String(decoding: bytes, as: UTF8.self), milliseconds)
    }

    /// The peak resident memory of a program that runs to its end, in megabytes.
    static func peakMemory(_ program: String, _ arguments: [String], environment: [String: String]) throws -> Double {
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let settings =
            ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { strdup("\($0.key)=\($0.value)") } + [
                nil
            ]
        defer { for text in words + settings { free(text) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var child = pid_t()
        guard posix_spawn(&child, program, &actions, nil, words, settings) == 0 else {
            throw BenchmarkError("\(program) did not start")
        }
        var usage = rusage()
        var status: Int32 = 0
        guard wait4(child, &status, 0, &usage) == child, status == 0 else {
            throw BenchmarkError("\(program) \(arguments.joined(separator: " ")) ended with \(status)")
        }
        return Double(usage.ru_maxrss) / 1_024
    }
}
