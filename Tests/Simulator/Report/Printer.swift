import Foundation

/// Says what came out, on the terminal and in a file.
final class Printer {
    private let file: FileHandle?

    init(_ path: String?) throws {
        guard let path else {
            file = nil
            return
        }
        if !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw SimulatorFault("\(path) cannot be written")
            }
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        file = handle
    }

    func line(_ text: String) {
        let bytes = Data((text + "\n").utf8)
        FileHandle.standardOutput.write(bytes)
        file?.write(bytes)
    }
}
