/// A 128-bit identifier (UUID version 7), made by whoever creates the thing; `Kind` keeps ids of different things apart.
///
/// Version 7 is used for index locality only: the time inside is never trusted, ordered by, or shown.
/// On the wire: canonical lower-case text of 36 characters.
@frozen
public struct TypedID<Kind>: Hashable, Sendable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Takes the bits as they are.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes a new id from a moment and 128 random bits that the caller supplies.
    ///
    /// - Parameter milliseconds: since 1970, UTC; only for locality.
    @inlinable
    public static func make(milliseconds: Int64, random: (UInt64, UInt64)) -> Self {
        let time = UInt64(bitPattern: milliseconds) << 16
        return Self(
            high: time | 0x7000 | (random.0 & 0x0FFF),
            low: (random.1 & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000)
    }

    /// Another kind's id with the same bits: the row of a case has the case's own.
    @inlinable
    public init<Other>(_ other: TypedID<Other>) {
        self.init(high: other.high, low: other.low)
    }

    /// The id of the `ordinal`-th thing that the command with this id makes; the same on every machine.
    @inlinable
    public func derived<Other>(_ ordinal: Int) -> TypedID<Other> {
        let sum = (low & 0x3FFF_FFFF_FFFF_FFFF) &+ UInt64(truncatingIfNeeded: ordinal)
        return TypedID<Other>(high: high, low: (sum & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000)
    }

    /// The sixteen bytes, big-endian.
    @inlinable
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            for index in 0..<16 { buffer.initializeElement(at: index, to: byte(index)) }
            count = 16
        }
    }

    /// The byte at a place of ``bytes``.
    @inlinable
    func byte(_ index: Int) -> UInt8 {
        index < 8
            ? UInt8(truncatingIfNeeded: high >> (56 - 8 * index)) : UInt8(truncatingIfNeeded: low >> (120 - 8 * index))
    }

    /// Reads sixteen bytes; `nil` for any other count.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// Reads canonical text (8-4-4-4-12 hexadecimal digits, either case); `nil` for anything else.
    @inlinable
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let id = text.withUTF8({ Self(digits: $0) }) else { return nil }
        self = id
    }

    @inlinable
    init?(digits text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<36 {
            let character = text[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard character == UInt8(ascii: "-") else { return nil }
                continue
            }
            let value: UInt8
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = character - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = character - UInt8(ascii: "A") + 10
            default: return nil
            }
            // Sixteen digits stand before the third hyphen.
            if index < 18 { high = high << 4 | UInt64(value) } else { low = low << 4 | UInt64(value) }
        }
        self.init(high: high, low: low)
    }
}

extension TypedID: CustomStringConvertible {
    @inlinable
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            for index in 0..<16 {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    buffer.initializeElement(at: place, to: UInt8(ascii: "-"))
                    place += 1
                }
                let byte = byte(index)
                buffer.initializeElement(at: place, to: Self.digit(byte >> 4))
                buffer.initializeElement(at: place + 1, to: Self.digit(byte & 15))
                place += 2
            }
            return place
        }
    }

    @inlinable
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension TypedID: Comparable {
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension TypedID: Codable {
    @inlinable
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id")
        }
        self = id
    }

    @inlinable
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
