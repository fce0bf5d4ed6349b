import CaseProtocol
import Synchronization

@testable import tatua

/// Files of a person, in memory.
final class FakeFiles: DeviceFiles {
    private let held: Mutex<[String: [UInt8]]>

    init(_ files: [String: [UInt8]] = [:]) { held = Mutex(files) }

    subscript(path: String) -> [UInt8]? { held.withLock { $0[path] } }

    func read(_ path: String, bytesMax: Int) throws -> [UInt8] {
        guard let bytes = self[path] else { throw Problem(.invalidField, "Could not read \(path).", path: "file") }
        return bytes
    }

    func create(_ path: String, _ bytes: [UInt8]) throws {
        try held.withLock { files in
            guard files[path] == nil else {
                throw Problem(
                    .invalidField, "There is a file \(path) already; name another one with -o.", path: "output")
            }
            files[path] = bytes
        }
    }

    func createFolder(_ path: String) throws {}

    /// A telephone's picture, made by hand: where it was taken stands in its EXIF block.
    static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE1, 0, 14] + Array("Exif\0\0-1.286".utf8) + [0xFF, 0xDB, 0, 4, 1, 1]
        + [0xFF, 0xDA, 0, 4, 1, 1, 0x55, 0xFF, 0xD9]
}
