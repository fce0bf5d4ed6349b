import COpenSSL

/// Owns one `EVP_MD_CTX` in the middle of a SHA-256 computation. Traps when libcrypto fails.
final class SHA256Context {
    private let pointer: OpaquePointer

    /// Goes on from where `other` is, or starts from nothing.
    init(copying other: SHA256Context? = nil) {
        guard let pointer = EVP_MD_CTX_new() else { preconditionFailure("libcrypto has no memory for SHA-256") }
        self.pointer = pointer
        if let other {
            Self.check(EVP_MD_CTX_copy_ex(pointer, other.pointer))
        } else {
            Self.check(EVP_DigestInit_ex2(pointer, Libcrypto.sha256, nil))
        }
    }

    deinit { EVP_MD_CTX_free(pointer) }

    func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        Self.check(EVP_DigestUpdate(pointer, bytes.baseAddress, bytes.count))
    }

    /// The digest. The context is spent: no `update` may follow.
    func finish() -> Digest {
        Digest { Self.check(EVP_DigestFinal_ex(pointer, $0, nil)) }
    }

    private static func check(_ result: Int32) {
        precondition(result == 1, "libcrypto cannot compute SHA-256")
    }
}
