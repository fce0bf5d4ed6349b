/// Names bytes by what they are: the SHA-256 of all of them. On the wire `sha256:<64 lower-case hexadecimal digits>`.
public struct BlobID: Hashable, Sendable {
    /// 64 digits in lower case: fit for a file's name and for an address, whoever sent it.
    public let hex: String

    private static let prefix = "sha256:"
    private static let digitCount = 64

    /// Reads 64 lower-case hexadecimal digits; `nil` for anything else.
    public init?(hex: some StringProtocol) {
        let bytes = hex.utf8
        guard bytes.count == Self.digitCount, bytes.allSatisfy(Self.isDigit) else { return nil }
        self.hex = String(hex)
    }

    /// Reads the wire form; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        self.init(hex: text.dropFirst(Self.prefix.count))
    }

    /// The 32 bytes of a digest as a name; `nil` for another length.
    public init?(digest: some Collection<UInt8>) {
        guard digest.count == Self.digitCount / 2 else { return nil }
        let digits = Array("0123456789abcdef".utf8)
        hex = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

extension BlobID: CustomStringConvertible, Comparable, Codable {
    public var description: String { Self.prefix + hex }

    public static func < (left: Self, right: Self) -> Bool { left.hex < right.hex }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the name of bytes (sha256:…)")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
