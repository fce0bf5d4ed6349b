/// The cryptography that a replica needs. Its real side is `SystemReplicaCrypto` (target ClientCrypto), over the system's
/// libcrypto: the core itself links no library, so that it can be built where another one is at hand.
///
/// There is no in-memory side: a hash that is not the hash would prove nothing.
public protocol ReplicaCrypto: Sendable {
    /// SHA-256 (FIPS 180-4): always 32 bytes.
    func sha256(_ bytes: [UInt8]) -> [UInt8]
}
