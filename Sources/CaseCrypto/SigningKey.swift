import COpenSSL

/// The secret half of an Ed25519 key pair (RFC 8032). Describes itself without its bytes.
public struct SigningKey: Sendable, CustomStringConvertible {
    /// The 32-byte seed that everything else follows from.
    public let rawBytes: [UInt8]
    /// The public half.
    public let verifyingKey: VerifyingKey
    private let handle: PrivateKeyHandle

    /// The key pair with this seed.
    /// - Throws: ``CryptoError/malformed(_:)`` unless there are 32 bytes; ``CryptoError/library(operation:)``.
    public init(rawBytes: [UInt8]) throws {
        #if PLANTED_BUGS
            self = try PlantedMemory.key(rawBytes) { try SigningKey(seed: rawBytes) }
        #else
            self = try SigningKey(seed: rawBytes)
        #endif
    }

    private init(seed rawBytes: [UInt8]) throws {
        guard rawBytes.count == Ed25519.keyByteCount else {
            throw CryptoError.malformed("an Ed25519 seed has \(Ed25519.keyByteCount) bytes, not \(rawBytes.count)")
        }
        let handle = try PrivateKeyHandle(seed: rawBytes)
        var length = Ed25519.keyByteCount
        var publicBytes = [UInt8](repeating: 0, count: length)
        try Libcrypto.require(EVP_PKEY_get_raw_public_key(handle.pointer, &publicBytes, &length), "Ed25519 public key")
        self.rawBytes = rawBytes
        self.handle = handle
        verifyingKey = try VerifyingKey(rawBytes: publicBytes)
    }

    /// A new key pair.
    /// - Throws: ``CryptoError/library(operation:)`` if the generator could not be seeded.
    public static func random() throws -> SigningKey {
        try SigningKey(rawBytes: try SecureRandom.bytes(Ed25519.keyByteCount))
    }

    /// Names the public half alone.
    public var description: String { "SigningKey(secret, verified by \(verifyingKey))" }

    /// The 64-byte signature of `message`; the same for the same message every time.
    /// - Throws: ``CryptoError/library(operation:)``.
    public func sign(_ message: [UInt8]) throws -> [UInt8] {
        #if PLANTED_BUGS
            try PlantedMemory.signature(rawBytes, message) { try madeSignature(message) }
        #else
            try madeSignature(message)
        #endif
    }

    private func madeSignature(_ message: [UInt8]) throws -> [UInt8] {
        let context = try Libcrypto.require(EVP_MD_CTX_new(), "EVP_MD_CTX_new")
        defer { EVP_MD_CTX_free(context) }
        try Libcrypto.require(EVP_DigestSignInit(context, nil, nil, nil, handle.pointer), "EVP_DigestSignInit")
        return try Array(unsafeUninitializedCapacity: Ed25519.signatureByteCount) { signature, count in
            count = Ed25519.signatureByteCount
            try Libcrypto.require(
                EVP_DigestSign(context, signature.baseAddress, &count, message, message.count), "EVP_DigestSign")
        }
    }
}
