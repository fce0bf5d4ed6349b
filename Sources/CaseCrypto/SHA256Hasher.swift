/// A SHA-256 computation that takes its bytes in pieces. A copy goes on independently from where it was made.
///
/// Traps if libcrypto cannot compute SHA-256, for the reason given at ``SHA256/hash(_:)``.
public struct SHA256Hasher {
    /// Nil until bytes arrive, and again once finished.
    private var context: SHA256Context?

    /// A hasher that has seen no bytes.
    public init() {}

    /// Appends `bytes` to what is hashed.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        let context = exclusiveContext()
        if bytes.withContiguousStorageIfAvailable({ context.update($0) }) == nil {
            Array(bytes).withUnsafeBufferPointer { context.update($0) }
        }
    }

    /// The digest of everything appended so far. Afterwards the hasher is as new, ready for another message.
    public mutating func finish() -> Digest {
        let context = exclusiveContext()
        self.context = nil
        return context.finish()
    }

    /// A context that no other copy of this hasher refers to.
    private mutating func exclusiveContext() -> SHA256Context {
        let isUnique = isKnownUniquelyReferenced(&context)
        if let context, isUnique { return context }
        let fresh = SHA256Context(copying: context)
        context = fresh
        return fresh
    }
}
