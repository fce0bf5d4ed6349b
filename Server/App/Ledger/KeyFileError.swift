#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A key file that cannot be used, and why.
public struct KeyFileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    /// The rest of a sentence: `it does not hold 32 bytes`.
    public let reason: String

    public var description: String { "\(path): \(reason)" }

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(_ path: String, doing verb: String, _ code: Int32) {
        self.init(path: path, reason: "it cannot be \(verb): \(String(cString: strerror(code)))")
    }
}
