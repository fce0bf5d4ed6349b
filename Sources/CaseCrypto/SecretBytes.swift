import COpenSSL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that are overwritten when the last who holds them lets go. Copies that were taken of them are not.
///
/// They lie in one place that does not move.
///
/// Safe to share: nothing writes to them between the end of `init` and `deinit`.
public final class SecretBytes: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer

    /// Takes a copy.
    public init(_ bytes: [UInt8]) {
        memory = .allocate(byteCount: max(1, bytes.count), alignment: 16)
        count = bytes.count
        memory.copyBytes(from: bytes)
    }

    /// How many there are.
    public let count: Int

    /// Keeps the page that they lie in from being written to the swap, for as long as the process runs. A system that allows too
    /// little of that leaves things as they are.
    public func keepFromSwap() { _ = mlock(memory.baseAddress, memory.count) }

    deinit {
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        memory.deallocate()
    }

    /// Hands the bytes out for the time of one call.
    public func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try body(UnsafeBufferPointer(rebasing: memory.bindMemory(to: UInt8.self)[..<count]))
    }

    /// A copy, which is the caller's to look after.
    public var bytes: [UInt8] { withBytes { Array($0) } }

    /// Overwrites bytes that are no longer needed.
    public static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
        bytes = []
    }
}
