import COpenSSL

/// AES-256-GCM (NIST SP 800-38D): secrecy, and proof that neither the bytes nor what they are bound to was changed.
///
/// Sealed bytes are a 12-byte nonce, then the ciphertext (as long as the plaintext), then a 16-byte tag. Nonces are
/// random: one key seals at most 2³² messages before a repetition becomes likely enough to matter.
public enum AESGCM {
    private static let nonceByteCount = 12
    private static let tagByteCount = 16
    private static let overheadByteCount = nonceByteCount + tagByteCount

    /// Seals `plaintext` under `key`.
    ///
    /// - Parameter aad: what the sealed bytes belong to, such as a row's id; not stored, but needed again to open.
    /// - Parameter nonce: 12 bytes, for reproducing published vectors. Leave it out: a nonce used twice with one key
    ///   gives away both plaintexts and the means to forge.
    /// - Returns: 28 bytes more than `plaintext` has.
    /// - Throws: ``CryptoError/malformed(_:)`` for a nonce of another length, or 2 GiB and more of input;
    ///   ``CryptoError/library(operation:)``.
    public static func seal(
        _ plaintext: [UInt8], key: SymmetricKey, binding aad: [UInt8] = [], nonce: [UInt8]? = nil
    ) throws -> [UInt8] {
        let nonce = try nonce ?? SecureRandom.bytes(nonceByteCount)
        guard nonce.count == nonceByteCount else {
            throw CryptoError.malformed("a nonce has \(nonceByteCount) bytes, not \(nonce.count)")
        }
        let context = try context(encrypting: true, key: key, nonce: nonce, aad: aad)
        defer { EVP_CIPHER_CTX_free(context) }

        return try Array(unsafeUninitializedCapacity: plaintext.count + overheadByteCount) { sealed, count in
            let text = sealed.initialize(fromContentsOf: nonce)
            let tag = text + plaintext.count
            try transform(plaintext[...], into: sealed.extracting(text..<tag), in: context)
            try Libcrypto.require(finish(context), "EVP_EncryptFinal")
            try exchangeTag(EVP_CTRL_AEAD_GET_TAG, sealed.extracting(tag..<tag + tagByteCount), in: context)
            count = tag + tagByteCount
        }
    }

    /// The plaintext of `sealed`, once its tag has been checked; nothing of it is released before.
    ///
    /// - Parameter aad: the same bytes that were given to ``seal(_:key:binding:nonce:)``.
    /// - Throws: ``CryptoError/authentication`` if key, binding or bytes differ from those sealed;
    ///   ``CryptoError/malformed(_:)`` for fewer than 28 bytes, or 2 GiB and more; ``CryptoError/library(operation:)``.
    public static func open(_ sealed: [UInt8], key: SymmetricKey, binding aad: [UInt8] = []) throws -> [UInt8] {
        guard sealed.count >= overheadByteCount else {
            throw CryptoError.malformed("nonce and tag take \(overheadByteCount) bytes, and there are \(sealed.count)")
        }
        let context = try context(encrypting: false, key: key, nonce: Array(sealed.prefix(nonceByteCount)), aad: aad)
        defer { EVP_CIPHER_CTX_free(context) }

        let ciphertext = sealed.dropFirst(nonceByteCount).dropLast(tagByteCount)
        var tag = Array(sealed.suffix(tagByteCount))
        return try Array(unsafeUninitializedCapacity: ciphertext.count) { plaintext, count in
            try transform(ciphertext, into: plaintext.extracting(..<ciphertext.count), in: context)
            try tag.withUnsafeMutableBufferPointer { try exchangeTag(EVP_CTRL_AEAD_SET_TAG, $0, in: context) }
            guard finish(context) == 1 else {
                ERR_clear_error()
                OPENSSL_cleanse(plaintext.baseAddress, ciphertext.count)
                throw CryptoError.authentication
            }
            count = ciphertext.count
        }
    }

    /// A context that has taken `aad` in and awaits the text. The caller frees it.
    private static func context(
        encrypting: Bool, key: SymmetricKey, nonce: [UInt8], aad: [UInt8]
    ) throws -> OpaquePointer {
        let cipher = try Libcrypto.require(Libcrypto.aes256GCM, "EVP_CIPHER_fetch AES-256-GCM")
        let context = try Libcrypto.require(EVP_CIPHER_CTX_new(), "EVP_CIPHER_CTX_new")
        do {
            let direction: Int32 = encrypting ? 1 : 0
            let result = key.withBytes {
                EVP_CipherInit_ex2(context, cipher, $0.baseAddress, nonce, direction, nil)
            }
            try Libcrypto.require(result, "EVP_CipherInit")
            if !aad.isEmpty {
                var taken: Int32 = 0
                let length = try length(of: aad[...])
                try Libcrypto.require(EVP_CipherUpdate(context, nil, &taken, aad, length), "AES-GCM binding")
            }
            return context
        } catch {
            EVP_CIPHER_CTX_free(context)
            throw error
        }
    }

    /// Enciphers or deciphers `text` into `output`, which is as long: GCM keeps nothing back.
    private static func transform(
        _ text: ArraySlice<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, in context: OpaquePointer
    ) throws {
        if text.isEmpty { return }
        let length = try length(of: text)
        var written: Int32 = 0
        let result = text.withUnsafeBufferPointer {
            EVP_CipherUpdate(context, output.baseAddress, &written, $0.baseAddress, length)
        }
        try Libcrypto.require(result, "EVP_CipherUpdate")
    }

    /// Reads the tag from the context or hands it one to check, as `control` says.
    private static func exchangeTag(
        _ control: Int32, _ tag: UnsafeMutableBufferPointer<UInt8>, in context: OpaquePointer
    ) throws {
        try Libcrypto.require(
            EVP_CIPHER_CTX_ctrl(context, control, Int32(tagByteCount), tag.baseAddress), "AES-GCM tag")
    }

    /// Makes or checks the tag; 1 on success. No text comes out at this point.
    private static func finish(_ context: OpaquePointer) -> Int32 {
        var rest: UInt8 = 0
        var written: Int32 = 0
        return EVP_CipherFinal_ex(context, &rest, &written)
    }

    private static func length(of bytes: ArraySlice<UInt8>) throws -> Int32 {
        guard let length = Int32(exactly: bytes.count) else {
            throw CryptoError.malformed("one message has at most \(Int32.max) bytes, not \(bytes.count)")
        }
        return length
    }
}
