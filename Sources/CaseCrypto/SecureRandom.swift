import COpenSSL

/// Unpredictable bytes from libcrypto's generator, which the system seeds. Fit for keys.
public enum SecureRandom {
    /// As many random bytes as `count`.
    /// - Throws: ``CryptoError/malformed(_:)`` if `count` is negative or over 2³¹ − 1;
    ///   ``CryptoError/library(operation:)`` if the generator could not be seeded.
    public static func bytes(_ count: Int) throws -> [UInt8] {
        guard let length = Int32(exactly: count), length >= 0 else {
            throw CryptoError.malformed("a count of random bytes is from 0 to \(Int32.max), not \(count)")
        }
        #if PLANTED_BUGS
            if let bytes = PlantedRandom.bytes(count) { return bytes }
        #endif
        return try Array(unsafeUninitializedCapacity: count) { buffer, filled in
            try Libcrypto.require(RAND_bytes(buffer.baseAddress, length), "RAND_bytes")
            filled = count
        }
    }

    /// A secret to hand out, such as a session token: 128 random bits as 22 characters of ``Base64URL``, since each request
    /// carries it.
    /// - Throws: ``CryptoError/library(operation:)`` if the generator could not be seeded.
    public static func token() throws -> String {
        Base64URL.encode(try bytes(16))
    }
}
