internal import CaseCrypto
public import ClientCore

/// ``ReplicaCrypto`` over the system's libcrypto.
public struct SystemReplicaCrypto: ReplicaCrypto {
    /// Holds nothing.
    public init() {}

    /// SHA-256 (FIPS 180-4): always 32 bytes.
    public func sha256(_ bytes: [UInt8]) -> [UInt8] { SHA256.hash(bytes).bytes }
}
