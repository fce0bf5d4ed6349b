import COpenSSL

/// libcrypto's own form of a private key, made once: reading the seed anew costs more than a signature.
///
/// Safe to share between threads, although a C pointer cannot say so: the key is never changed after it is made, and
/// libcrypto counts references to it atomically.
final class PrivateKeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// - Throws: ``CryptoError/library(operation:)``.
    init(seed: [UInt8]) throws { pointer = try Ed25519.privateKey(seed) }

    deinit { EVP_PKEY_free(pointer) }
}
