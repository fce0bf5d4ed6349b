/// A 256-bit secret key. It describes itself without its bytes, so that it can stand in a value that gets logged;
/// memory that held it is not overwritten when it goes.
public struct SymmetricKey: Sendable, CustomStringConvertible {
    /// 32.
    public static let byteCount = 32

    /// The secret, ``byteCount`` bytes.
    public let bytes: [UInt8]

    /// Nil unless there are exactly ``byteCount`` bytes. They must be random, or derived (see ``Scrypt``): a pass
    /// phrase is no key.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A new key.
    /// - Throws: ``CryptoError/library(operation:)`` if the generator could not be seeded.
    public static func random() throws -> SymmetricKey {
        SymmetricKey(unchecked: try SecureRandom.bytes(byteCount))
    }

    /// The same for every key.
    public var description: String { "SymmetricKey(secret)" }
}
