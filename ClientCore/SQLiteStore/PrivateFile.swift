import ClientCore
import Glibc

/// Files that only their owner may read.
enum PrivateFile {
    /// Makes an empty file if there is none, and takes it from everybody else.
    static func touch(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw failure("protect", path) }
    }

    /// Puts `bytes` in place of what the file holds: all of it or, when interrupted, nothing.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let draft = path + ".new"
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", draft) }
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let isSafe = written == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isSafe, rename(draft, path) == 0 else { throw failure("write", draft) }
    }

    static func failure(_ verb: String, _ path: String) -> ReplicaFault {
        .damaged("Could not \(verb) \(path): \(String(cString: strerror(errno))).")
    }
}
