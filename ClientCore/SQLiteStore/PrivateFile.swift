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
        // Half of it goes in where the disk is full, without an error.
        if written >= 0, written < bytes.count { errno = ENOSPC }
        let isSafe = written == bytes.count && fsync(descriptor) == 0
        let reason = errno
        close(descriptor)
        guard isSafe else { throw failure("write", draft, reason) }
        guard rename(draft, path) == 0 else { throw failure("write", draft) }
        let folder = Glibc.open(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        // The file is safe; that it has its name is for the folder to know. Not every file system can say so.
        _ = fsync(folder)
        close(folder)
    }

    /// Adds bytes at the end.
    static func append(_ bytes: [UInt8], to path: String) throws {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw failure("write", path, written < 0 ? errno : ENOSPC) }
    }

    /// Cuts a file off.
    static func cut(_ path: String, to count: Int) throws {
        guard truncate(path, off_t(count)) == 0 || errno == ENOENT else { throw failure("write", path) }
    }

    /// Overwrites a file, then removes it. What a file system or a disk wrote elsewhere before is out of reach.
    static func wipe(_ path: String) throws {
        let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 {
            defer { close(descriptor) }
            let zeros = [UInt8](repeating: 0, count: 65_536)
            var left = try size(path) ?? 0
            while left > 0 {
                let written = zeros.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, min(left, zeros.count)) }
                guard written > 0 else { throw failure("overwrite", path) }
                left -= written
            }
            guard fsync(descriptor) == 0 else { throw failure("overwrite", path) }
        }
        try remove(path)
    }

    /// How many bytes it has; `nil` when there is none.
    static func size(_ path: String) throws -> Int? {
        var status = stat()
        if lstat(path, &status) == 0 { return Int(status.st_size) }
        guard errno == ENOENT else { throw failure("read", path) }
        return nil
    }

    /// Some of its bytes; none when there is no such file.
    static func read(_ path: String, at offset: Int, count: Int) throws -> [UInt8] {
        guard count > 0, offset >= 0 else { return [] }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw failure("open", path)
        }
        defer { close(descriptor) }
        let wanted = max(0, min(count, (try size(path) ?? 0) - offset))
        var bytes = [UInt8](repeating: 0, count: wanted)
        var have = 0
        while have < wanted {
            let got = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: have), wanted - have, off_t(offset + have))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure("read", path) }
            if got == 0 { break }
            have += got
        }
        return Array(bytes.prefix(have))
    }

    /// Removes it, if it is there.
    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
    }

    static func failure(_ verb: String, _ path: String, _ reason: CInt = errno) -> ReplicaFault {
        if [ENOSPC, EDQUOT].contains(reason) {
            return .noRoom(
                "There is no room on this device's disk to \(verb) \(path). Nothing that was kept before is lost. Make room on the "
                    + "disk, then do it again.")
        }
        return .damaged("Could not \(verb) \(path): \(String(cString: strerror(reason))).")
    }
}
