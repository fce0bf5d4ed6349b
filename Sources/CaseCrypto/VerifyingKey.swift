import COpenSSL

/// The public half of an Ed25519 key pair (RFC 8032).
public struct VerifyingKey: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let rawBytes: [UInt8]

    /// Takes any 32 bytes. Whether they were made from a seed is not checked: bytes that are no point of the curve
    /// validate nothing, and a key chosen badly on purpose may validate more than its owner signed, so a key is worth
    /// as much as the source it came from.
    /// - Throws: ``CryptoError/malformed(_:)`` for any other length.
    public init(rawBytes: [UInt8]) throws {
        guard rawBytes.count == Ed25519.keyByteCount else {
            throw CryptoError.malformed("an Ed25519 key has \(Ed25519.keyByteCount) bytes, not \(rawBytes.count)")
        }
        self.rawBytes = rawBytes
    }

    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(rawBytes) }

    /// Whether `signature` was made over exactly `message` by the secret half of this key. A signature of any length
    /// but 64 is not valid; neither is any when libcrypto fails.
    public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        #if PLANTED_BUGS
            PlantedMemory.check(signature, message, rawBytes) { finds(signature, for: message) }
        #else
            finds(signature, for: message)
        #endif
    }

    private func finds(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == Ed25519.signatureByteCount else { return false }
        guard let key = try? Ed25519.publicKey(rawBytes) else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        let isValid =
            EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        if !isValid { ERR_clear_error() }
        return isValid
    }
}
