import COpenSSL

/// scrypt (RFC 7914): a key from something a person can remember, at a cost that makes guessing expensive.
public enum Scrypt {
    /// The first `byteCount` bytes that `password` and `salt` yield at `cost`.
    ///
    /// Occupies the calling thread for all of `cost`, some tenths of a second at ``ScryptCost/password``: do not call
    /// it on a thread that others wait for.
    ///
    /// - Parameter password: may have any length. Zero bytes at the end of one shorter than 64 bytes make no difference
    ///   (that is HMAC's doing, and so RFC 7914's).
    /// - Parameter salt: not secret; 16 random bytes, new for every password.
    /// - Throws: ``CryptoError/malformed(_:)`` unless `byteCount` is from 1 to 1024; ``CryptoError/library(operation:)``
    ///   if memory ran out.
    public static func derive(
        _ password: [UInt8], salt: [UInt8], cost: ScryptCost, byteCount: Int
    ) throws -> [UInt8] {
        guard 1...1024 ~= byteCount else {
            throw CryptoError.malformed("scrypt derives from 1 to 1024 bytes here, not \(byteCount)")
        }
        return try Array(unsafeUninitializedCapacity: byteCount) { output, count in
            let result = password.withUnsafeBufferPointer {
                $0.withMemoryRebound(to: CChar.self) {
                    EVP_PBE_scrypt(
                        $0.baseAddress, $0.count, salt, salt.count, cost.n, UInt64(cost.r), UInt64(cost.p),
                        cost.memoryBytes, output.baseAddress, byteCount)
                }
            }
            try Libcrypto.require(result, "EVP_PBE_scrypt")
            count = byteCount
        }
    }
}
