import COpenSSL

/// How this module calls libcrypto: results are checked in one place, algorithms are looked up once.
enum Libcrypto {
    /// SHA-256, or nil where no loaded provider has it.
    ///
    /// Safe to share between threads, like ``aes256GCM``, although a C pointer cannot say so: libcrypto never changes a
    /// fetched algorithm and counts references to it atomically, and this one is never freed.
    nonisolated(unsafe) static let sha256: OpaquePointer? = EVP_MD_fetch(nil, "SHA256", nil)

    /// AES-256-GCM, or nil where no loaded provider has it.
    nonisolated(unsafe) static let aes256GCM: OpaquePointer? = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

    /// Passes if `result` is 1, which is how libcrypto reports success.
    static func require(_ result: Int32, _ operation: String) throws(CryptoError) {
        guard result == 1 else { throw failure(operation) }
    }

    /// The value that libcrypto allocated or found.
    static func require<Value>(_ value: Value?, _ operation: String) throws(CryptoError) -> Value {
        guard let value else { throw failure(operation) }
        return value
    }

    /// The error for `operation`. Empties this thread's error queue, so that no later call finds an old reason in it.
    static func failure(_ operation: String) -> CryptoError {
        ERR_clear_error()
        return .library(operation: operation)
    }
}
