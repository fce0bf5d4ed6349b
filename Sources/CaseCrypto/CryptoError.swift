/// Why a cryptographic operation gave no result. No case carries key material, plaintext or library text.
public enum CryptoError: Error, Equatable, Sendable {
    /// libcrypto failed at `operation`, a name for the log; memory ran out, or the algorithm is not provided.
    case library(operation: String)
    /// The tag does not fit: another key, another binding, or bytes that were changed. Which one cannot be told.
    case authentication
    /// The input cannot be what it claims to be, whatever the key. The text says what was expected.
    case malformed(String)
}
