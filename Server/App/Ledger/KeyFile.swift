import CaseCrypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One secret of 32 bytes on disk.
struct KeyFile {
    static let byteCount = 32
    let path: String

    func readOrMake() throws -> [UInt8] {
        if let bytes = try read() { return bytes }
        try make()
        guard let bytes = try read() else { throw KeyFileError(path: path, reason: "it vanished") }
        return bytes
    }

    /// The bytes; `nil` when there is no such file.
    private func read() throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw KeyFileError(path, doing: "opened", errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw KeyFileError(path, doing: "examined", errno) }
        guard status.st_mode & 0o077 == 0 else {
            throw KeyFileError(path: path, reason: "others may read it; run chmod 600 on it")
        }
        var bytes = [UInt8](repeating: 0, count: Self.byteCount + 1)
        #if canImport(Glibc)
            let count = Glibc.read(file, &bytes, bytes.count)
        #else
            let count = Darwin.read(file, &bytes, bytes.count)
        #endif
        guard count >= 0 else { throw KeyFileError(path, doing: "read", errno) }
        guard count == Self.byteCount else {
            throw KeyFileError(path: path, reason: "it does not hold \(Self.byteCount) bytes")
        }
        return Array(bytes.prefix(count))
    }

    /// Writes a new secret beside the path and links it there whole, so that of two processes that start at once one
    /// wins and nobody reads half a key.
    private func make() throws {
        let draft = path + ".\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw KeyFileError(draft, doing: "made", errno) }
        defer {
            close(file)
            unlink(draft)
        }
        let bytes = try SecureRandom.bytes(Self.byteCount)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            throw KeyFileError(draft, doing: "written", errno)
        }
        guard link(draft, path) == 0 || errno == EEXIST else { throw KeyFileError(path, doing: "made", errno) }
    }
}
