import COpenSSL

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1).
public enum HMACSHA256 {
    /// The authentication code of `message` under `key`, which may have any length; 32 random bytes are what it needs.
    ///
    /// Compare a code that was received with ``equalInConstantTime(_:_:)``. Traps if libcrypto cannot compute it, for
    /// the reason given at ``SHA256/hash(_:)``.
    public static func authenticate(_ message: [UInt8], key: [UInt8]) -> Digest {
        // libcrypto takes a null key to mean "the one set before". HMAC fills a key up with zero bytes, so one zero
        // byte stands for the empty key and gives the same code.
        let key = key.isEmpty ? [0] : key
        return Digest { code in
            let written = EVP_Q_mac(
                nil, "HMAC", nil, "SHA256", nil, key, key.count, message, message.count, code, Digest.byteCount, nil)
            precondition(written != nil, "libcrypto cannot compute HMAC-SHA-256")
        }
    }
}
