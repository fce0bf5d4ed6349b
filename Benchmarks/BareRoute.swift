import Foundation

/// This program again, serving a route that does nothing: the limit of an HTTP answer on this machine.
final class BareRoute {
    let port: Int
    private let process: Process

    init(program: String, bytes: Int) throws {
        process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["bare-route", "\(bytes)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text = ""
        while !text.contains("bare route at") || !text.hasSuffix("\n") {
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw BenchmarkError("the bare route did not start") }
            text += String(decoding: bytes, as: UTF8.self)
        }
        guard
            let port = text.split(separator: "\n").compactMap({ $0.split(separator: ":").last.flatMap { Int($0) } })
                .last
        else { throw BenchmarkError("the bare route said: \(text)") }
        self.port = port
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
