import CaseProtocol
import ClientCrypto
import Foundation
import Glibc

/// The files of the person at the terminal, as verbs read and write them.
protocol DeviceFiles: Sendable {
    /// A whole file.
    ///
    /// - Throws: a ``Problem`` that says what is wrong with it.
    func read(_ path: String, bytesMax: Int) throws -> [UInt8]
    /// Makes a file that was not there, readable by its owner only: it stands there whole and durable, or not at all.
    ///
    /// - Throws: a ``Problem`` when there is one already, or it cannot be made.
    func create(_ path: String, _ bytes: [UInt8]) throws
    /// Makes a folder that was not there, for its owner only.
    ///
    /// - Throws: a ``Problem`` when there is something already, or it cannot be made.
    func createFolder(_ path: String) throws
}

/// The files of this machine.
struct MachineFiles: DeviceFiles {
    func read(_ path: String, bytesMax: Int) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.problem("read", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Problem(.invalidField, "\(path) is not a file.", path: "file")
        }
        guard Int(status.st_size) <= bytesMax else {
            throw Problem(
                .tooLong, "\(path) has \(status.st_size) bytes; at most \(bytesMax) are taken.", path: "file")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var have = 0
        while have < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: have), buffer.count - have)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw Self.problem("read", path) }
            if got == 0 { break }
            have += got
        }
        return Array(bytes.prefix(have))
    }

    func create(_ path: String, _ bytes: [UInt8]) throws {
        var status = stat()
        guard lstat(path, &status) != 0 else {
            throw Problem(
                .invalidField, "There is a file \(path) already; name another one with -o.", path: "output")
        }
        try WholeFile.create(path, bytes)
    }

    func createFolder(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 else { throw Self.problem("make the folder", path) }
    }

    private static func problem(_ verb: String, _ path: String) -> Problem {
        Problem(.invalidField, "Could not \(verb) \(path): \(String(cString: strerror(errno))).", path: "file")
    }
}
