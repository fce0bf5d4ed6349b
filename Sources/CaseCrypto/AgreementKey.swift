import COpenSSL

/// The secret half of an X25519 key pair (RFC 7748). Describes itself without its bytes.
public struct AgreementKey: Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let rawBytes: [UInt8]
    /// The public half.
    public let publicKey: PublicAgreementKey

    /// The key pair with this secret; any 32 bytes are one.
    /// - Throws: ``CryptoError/malformed(_:)`` unless there are 32 bytes; ``CryptoError/library(operation:)``.
    public init(rawBytes: [UInt8]) throws {
        guard rawBytes.count == X25519.keyByteCount else {
            throw CryptoError.malformed("an X25519 secret has \(X25519.keyByteCount) bytes, not \(rawBytes.count)")
        }
        let key = try X25519.privateKey(rawBytes)
        defer { EVP_PKEY_free(key) }
        var length = X25519.keyByteCount
        var publicBytes = [UInt8](repeating: 0, count: length)
        try Libcrypto.require(EVP_PKEY_get_raw_public_key(key, &publicBytes, &length), "X25519 public key")
        self.rawBytes = rawBytes
        publicKey = try PublicAgreementKey(rawBytes: publicBytes)
    }

    /// A new key pair.
    /// - Throws: ``CryptoError/library(operation:)`` if the generator could not be seeded.
    public static func random() throws -> AgreementKey {
        try AgreementKey(rawBytes: try SecureRandom.bytes(X25519.keyByteCount))
    }

    /// Names the public half alone.
    public var description: String { "AgreementKey(secret, public half \(publicKey))" }

    /// The 32 bytes that only the two holders of the secret halves can compute. Not a key yet: see ``HKDF``.
    /// - Throws: ``CryptoError/malformed(_:)`` for a public half of small order, which would give everybody the same
    ///   bytes (RFC 7748 §6.1); ``CryptoError/library(operation:)``.
    public func sharedSecret(with other: PublicAgreementKey) throws -> [UInt8] {
        let own = try X25519.privateKey(rawBytes)
        defer { EVP_PKEY_free(own) }
        let peer = try X25519.publicKey(other.rawBytes)
        defer { EVP_PKEY_free(peer) }
        let context = try Libcrypto.require(EVP_PKEY_CTX_new_from_pkey(nil, own, nil), "EVP_PKEY_CTX_new")
        defer { EVP_PKEY_CTX_free(context) }
        try Libcrypto.require(EVP_PKEY_derive_init(context), "EVP_PKEY_derive_init")
        try Libcrypto.require(EVP_PKEY_derive_set_peer(context, peer), "EVP_PKEY_derive_set_peer")
        return try Array(unsafeUninitializedCapacity: X25519.keyByteCount) { secret, count in
            count = X25519.keyByteCount
            guard EVP_PKEY_derive(context, secret.baseAddress, &count) == 1 else {
                ERR_clear_error()
                throw CryptoError.malformed("a public half of small order agrees on nothing")
            }
        }
    }
}

/// The public half of an X25519 key pair (RFC 7748).
public struct PublicAgreementKey: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let rawBytes: [UInt8]

    /// Takes any 32 bytes.
    /// - Throws: ``CryptoError/malformed(_:)`` for any other length.
    public init(rawBytes: [UInt8]) throws {
        guard rawBytes.count == X25519.keyByteCount else {
            throw CryptoError.malformed("an X25519 key has \(X25519.keyByteCount) bytes, not \(rawBytes.count)")
        }
        self.rawBytes = rawBytes
    }

    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(rawBytes) }
}
