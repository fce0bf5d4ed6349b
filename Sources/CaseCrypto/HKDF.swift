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
        // libcrypto takes these by address and changes none of them.
        var (name, secret, salt, info) = (Array("SHA256".utf8CString), secret, salt, info)
        let (secretCount, saltCount, infoCount) = (secret.count, salt.count, info.count)
        return try name.withUnsafeMutableBufferPointer { name in
            try secret.withUnsafeMutableBytes { secret in
                try salt.withUnsafeMutableBytes { salt in
                    try info.withUnsafeMutableBytes { info in
                        var parameters = [
                            OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, name.baseAddress, 0),
                            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.baseAddress, secretCount),
                        ]
                        if saltCount > 0 {
                            parameters.append(
                                OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.baseAddress, saltCount))
                        }
                        if infoCount > 0 {
                            parameters.append(
                                OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.baseAddress, infoCount))
                        }
                        parameters.append(OSSL_PARAM_construct_end())
                        return try derive(byteCount, context, parameters)
                    }
                }
            }
        }
    }

    private static func derive(
        _ byteCount: Int, _ context: OpaquePointer, _ parameters: [OSSL_PARAM]
    ) throws -> [UInt8] {
        try Array(unsafeUninitializedCapacity: byteCount) { output, count in
            try Libcrypto.require(
                EVP_KDF_derive(context, output.baseAddress, byteCount, parameters), "EVP_KDF_derive HKDF")
            count = byteCount
        }
    }
}
