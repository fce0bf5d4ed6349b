import COpenSSL

/// HKDF with SHA-256 (RFC 5869): keys from a secret that is not evenly random, such as what ``AgreementKey`` agrees on.
public enum HKDF {
    /// The first `byteCount` bytes that `secret` yields for `salt` and `info`.
    ///
    /// - Parameter salt: not secret; may be empty.
    /// - Parameter info: what the bytes are for; another one gives unrelated bytes.
    /// - Throws: ``CryptoError/malformed(_:)`` unless `byteCount` is from 1 to 8160 and `secret` holds something;
    ///   ``CryptoError/library(operation:)``.
    public static func derive(_ secret: [UInt8], salt: [UInt8], info: [UInt8], byteCount: Int) throws -> [UInt8] {
        guard 1...(255 * Digest.byteCount) ~= byteCount, !secret.isEmpty else {
            throw CryptoError.malformed("HKDF derives from 1 to 8160 bytes of a secret, not \(byteCount)")
        }
        let kdf = try Libcrypto.require(EVP_KDF_fetch(nil, "HKDF", nil), "EVP_KDF_fetch HKDF")
        defer { EVP_KDF_free(kdf) }
        let context = try Libcrypto.require(EVP_KDF_CTX_new(kdf), "EVP_KDF_CTX_new")
        defer { EVP_KDF_CTX_free(context) }
        return try Array(unsafeUninitializedCapacity: byteCount) { output, count in
            let result = tatua_hkdf_sha256(
                context, secret, secret.count, salt, salt.count, info, info.count, output.baseAddress, byteCount)
            try Libcrypto.require(result, "EVP_KDF_derive HKDF")
            count = byteCount
        }
    }
}
