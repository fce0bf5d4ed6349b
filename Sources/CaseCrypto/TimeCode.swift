import COpenSSL

/// Codes of six digits that change every thirty seconds (TOTP, RFC 6238, with SHA-1 as authenticator programs expect it).
public enum TimeCode {
    /// Of a secret, in bytes: what RFC 4226 §4 recommends.
    public static let secretByteCount = 20
    /// How long a code lasts, in seconds.
    public static let stepSeconds: Int64 = 30
    private static let digits = 6

    /// The number of the step that a moment falls into.
    public static func step(atSeconds seconds: Int64) -> Int64 { seconds / stepSeconds }

    /// The code of a step, with its zeros in front.
    ///
    /// Traps if libcrypto cannot compute it, for the reason given at ``SHA256/hash(_:)``.
    ///
    /// - Parameter step: not negative.
    public static func code(of secret: [UInt8], step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let key = secret.isEmpty ? [0] : secret
        let mac = [UInt8](unsafeUninitializedCapacity: 20) { code, count in
            let written = EVP_Q_mac(
                nil, "HMAC", nil, "SHA1", nil, key, key.count, counter, counter.count, code.baseAddress, 20, nil)
            precondition(written != nil, "libcrypto cannot compute HMAC-SHA-1")
            count = 20
        }
        // Dynamic truncation, RFC 4226 §5.3.
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: digits - text.count) + text
    }
}
