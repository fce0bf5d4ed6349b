#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is carried by hand, and why it cannot be read or written.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    /// The rest of a sentence: `it cannot be opened: No such file or directory`.
    public let reason: String

    public var description: String { "\(path): \(reason)" }

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(_ path: String, _ verb: String) {
        self.init(path: path, reason: "it cannot be \(verb): \(String(cString: strerror(errno)))")
    }
}

/// A file to read from by place.
public final class SourceFile {
    private let path: String
    private let descriptor: Int32
    public let byteCount: Int

    /// Opens a regular file; anything else (a pipe, a device) is refused.
    public init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFault(path, "opened") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileFault(path: path, reason: "it is not a file")
        }
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// As many bytes from `offset` on as there are, at most `count`.
    public func read(_ offset: Int, _ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let wanted = count - bytes.count
            let part = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                let got = pread(descriptor, buffer.baseAddress, wanted, off_t(offset + bytes.count))
                guard got >= 0 else { throw FileFault(path, "read") }
                filled = got
            }
            if part.isEmpty { break }
            bytes += part
        }
        return bytes
    }
}

/// A file in the making, for its owner's eyes: it stands under its name whole and durable, or not at all.
public final class DraftFile {
    private let path: String
    private let draft: String
    private let isReplacing: Bool
    private var descriptor: Int32
    private(set) public var byteCount = 0

    /// Begins a file.
    /// - Parameter isReplacing: whether it takes the place of what stands under this name: of the old file and the new, one is
    ///   there at every moment.
    /// - Throws: ``FileFault``, also when there is something under this name that it does not replace.
    public init(_ path: String, isReplacing: Bool = false) throws {
        self.isReplacing = isReplacing
        var status = stat()
        guard isReplacing || lstat(path, &status) != 0 else {
            throw FileFault(path: path, reason: "it is there already")
        }
        self.path = path
        draft = path + ".part\(getpid())"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault(draft, "made") }
    }

    /// Takes an unfinished draft away.
    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(draft)
    }

    /// Appends.
    public func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { writing(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileFault(path, "written") }
            rest = rest.dropFirst(count)
        }
        byteCount += bytes.count
    }

    /// Makes the file durable and gives it its name.
    public func finish() throws {
        guard fsync(descriptor) == 0 else { throw FileFault(path, "written") }
        close(descriptor)
        descriptor = -1
        var status = stat()
        guard isReplacing || lstat(path, &status) != 0 else {
            unlink(draft)
            throw FileFault(path: path, reason: "it is there already")
        }
        guard rename(draft, path) == 0 else {
            let fault = FileFault(path, "written")
            unlink(draft)
            throw fault
        }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        let directory = open(String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            // Not every file system of a stick can do this, and the file itself is safe.
            _ = fsync(directory)
            close(directory)
        }
    }
}

private func writing(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
    #else
        Darwin.write(descriptor, bytes, count)
    #endif
}
