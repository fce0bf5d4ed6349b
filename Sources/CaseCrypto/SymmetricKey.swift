/// A 256-bit secret key. It describes itself without its bytes, so that it can stand in a value that gets logged;
/// the memory that held it is overwritten when it goes (``SecretBytes``).
public struct SymmetricKey: Sendable, CustomStringConvertible {
    /// 32.
    public static let byteCount = 32

    private let secret: SecretBytes

    /// A copy of the secret, ``byteCount`` bytes.
    public var bytes: [UInt8] { secret.bytes }

    /// Nil unless there are exactly ``byteCount`` bytes. They must be random, or derived (see ``Scrypt``): a pass
    /// phrase is no key.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        secret = SecretBytes(bytes)
    }

    private init(unchecked bytes: [UInt8]) {
        secret = SecretBytes(bytes)
    }

    /// Keeps the secret, not copies of it, from being written to the swap, where the system allows that.
    public func keepFromSwap() { secret.keepFromSwap() }

    /// Hands the secret out for the time of one call.
    func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try secret.withBytes(body)
    }

    /// A new key.
    /// - Throws: ``CryptoError/library(operation:)`` if the generator could not be seeded.
    public static func random() throws -> SymmetricKey {
        SymmetricKey(unchecked: try SecureRandom.bytes(byteCount))
    }

    /// The same for every key.
    public var description: String { "SymmetricKey(secret)" }
}
