/// A SHA-256 value: always 32 bytes.
///
/// `==` may stop at the first difference. Where the value is a secret, such as an authentication code that somebody
/// sent, compare with ``equalInConstantTime(_:_:)``.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// 32.
    public static let byteCount = 32

    /// The value itself, ``byteCount`` bytes.
    public let bytes: [UInt8]

    /// Nil unless there are exactly ``byteCount`` bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: String) {
        guard let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// Computes the value in place.
    /// - Parameter fill: writes all ``byteCount`` bytes.
    init(filledBy fill: (UnsafeMutablePointer<UInt8>?) -> Void) {
        bytes = Array(unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            fill(buffer.baseAddress)
            count = Self.byteCount
        }
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.encode(bytes) }

    /// ``hex``.
    public var description: String { hex }
}
