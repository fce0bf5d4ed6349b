import CaseProtocol
import ClientCrypto
import Foundation
import Glibc

/// The process in which a ``KeyAgent`` runs: this program again, told by an argument that no person types.
enum KeyAgentProcess {
    static let argument = "key-agent"

    /// Starts one, gives it the key through a pipe, and waits until it listens.
    ///
    /// - Throws: a ``DeviceFailure`` when it does not.
    static func start(home: String, idleMinutes: Int, key: ReplicaKey) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [argument, home, "\(idleMinutes * 60)"]
        process.environment = [:]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let failure = DeviceFailure(sentence: "The process that holds the key could not be started.")
        do {
            try process.run()
            var bytes = key.bytes
            defer { ReplicaKey.wipe(&bytes) }
            try input.fileHandleForWriting.write(contentsOf: bytes)
            try input.fileHandleForWriting.close()
            guard try output.fileHandleForReading.read(upToCount: 1) != nil else { throw failure }
        } catch is CocoaError {
            throw failure
        }
    }

    /// Is the agent, when the arguments say so. Returns the exit code at its end, and `nil` in any other program.
    static func run(_ arguments: [String]) -> Int32? {
        guard arguments.count == 3, arguments[0] == argument, let idleSeconds = Int(arguments[2]) else { return nil }
        // It outlives the terminal and what was started there.
        _ = setsid()
        signal(SIGHUP, SIG_IGN)
        signal(SIGINT, SIG_IGN)
        guard KeyAgent.keepMemoryPrivate() else { return 1 }
        var bytes = [UInt8](repeating: 0, count: ReplicaKey.byteCount)
        var have = 0
        while have < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                read(STDIN_FILENO, $0.baseAddress?.advanced(by: have), ReplicaKey.byteCount - have)
            }
            guard got > 0 else { return 1 }
            have += got
        }
        let key = ReplicaKey(bytes: bytes)
        ReplicaKey.wipe(&bytes)
        guard let key, chdir("/") == 0,
            let agent = KeyAgent(home: arguments[1], idleSeconds: idleSeconds, key: key)
        else { return 1 }
        guard write(STDOUT_FILENO, "\n", 1) == 1 else { return 1 }
        let nowhere = open("/dev/null", O_RDWR)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(nowhere, descriptor) }
        agent.run()
        return 0
    }
}
