import CaseProtocol
import Glibc
import Server
import Workflow

/// A file held open until this goes; every read says where, so that several may read at once.
final class OpenFile: ByteSource {
    private let descriptor: Int32
    private let path: String
    /// As it was when the file was opened.
    let count: Int

    convenience init(_ path: String, _ flags: Int32) throws {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileFault("open", path) }
        try self.init(descriptor, path)
    }

    private init(_ descriptor: Int32, _ path: String) throws {
        self.descriptor = descriptor
        self.path = path
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            count = 0
            throw FileFault("read", path)
        }
        count = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// A file to read; `nil` when there is none.
    static func source(_ path: String) throws -> OpenFile? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileFault("open", path)
        }
        return try OpenFile(descriptor, path)
    }

    static func size(_ path: String) throws -> Int? { try status(path).map { Int($0.st_size) } }

    /// When it was last written, or when it was said to be.
    static func touchedAt(_ path: String) throws -> Timestamp? {
        try status(path).map {
            Timestamp(milliseconds: Int64($0.st_mtim.tv_sec) * 1_000 + Int64($0.st_mtim.tv_nsec) / 1_000_000)
        }
    }

    private static func status(_ path: String) throws -> stat? {
        var status = stat()
        if lstat(path, &status) == 0 { return status }
        guard errno == ENOENT || errno == ENOTDIR else { throw FileFault("read", path) }
        return nil
    }

    func size() throws -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFault("read", path) }
        return Int(status.st_size)
    }

    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0, offset < self.count else { return [] }
        let wanted = min(count, self.count - offset)
        var bytes = [UInt8](repeating: 0, count: wanted)
        var have = 0
        while have < wanted {
            let got = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: have), wanted - have, off_t(offset + have))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw FileFault("read", path) }
            if got == 0 { break }
            have += got
        }
        return Array(bytes.prefix(have))
    }

    func write(_ bytes: [UInt8], at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            let got = bytes.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
            }
            if got < 0, errno == EINTR { continue }
            if got < 0, errno == ENOSPC || errno == EDQUOT { throw StorageFull() }
            guard got > 0 else { throw FileFault("write", path) }
            done += got
        }
    }

    func truncate(to count: Int) throws {
        guard ftruncate(descriptor, off_t(count)) == 0 else { throw FileFault("write", path) }
    }

    func touch(at moment: Timestamp) throws {
        let time = timespec(
            tv_sec: Int(moment.milliseconds / 1_000), tv_nsec: Int(moment.milliseconds % 1_000) * 1_000_000)
        guard futimens(descriptor, [time, time]) == 0 else { throw FileFault("write", path) }
    }

    func flush() throws {
        guard fsync(descriptor) == 0 else { throw FileFault("write", path) }
    }
}

/// The disk failed, or is full.
struct FileFault: Error, CustomStringConvertible {
    let description: String

    /// Takes the reason from `errno`.
    init(_ verb: String, _ path: String) {
        description = "Could not \(verb) \(path): \(String(cString: strerror(errno)))."
    }
}
