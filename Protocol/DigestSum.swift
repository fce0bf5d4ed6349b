/// How many things, and the sum of their hashes modulo 2^128.
///
/// Adding and taking away need no order, so a sum can be kept as things come and go, and equals the one that is counted
/// anew from all of them. Proof against mistakes and bit rot, not against a hostile server.
public struct DigestSum: Hashable, Sendable {
    public let count: Int
    /// The upper and the lower half of the sum.
    public let high: UInt64
    public let low: UInt64

    /// Of nothing.
    public static let zero = DigestSum(count: 0, high: 0, low: 0)

    public init(count: Int, high: UInt64, low: UInt64) {
        self.count = count
        self.high = high
        self.low = low
    }

    /// Of `count` things whose hashes add up to these sixteen bytes, big-endian; `nil` for any other number of bytes.
    public init?(count: Int, bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        let low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
        self.init(count: count, high: high, low: low)
    }

    /// The sum: sixteen bytes, big-endian.
    public var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }

    public static func + (left: Self, right: Self) -> Self {
        let (low, carries) = left.low.addingReportingOverflow(right.low)
        return Self(count: left.count &+ right.count, high: left.high &+ right.high &+ (carries ? 1 : 0), low: low)
    }

    public static func - (left: Self, right: Self) -> Self {
        let (low, borrows) = left.low.subtractingReportingOverflow(right.low)
        return Self(count: left.count &- right.count, high: left.high &- right.high &- (borrows ? 1 : 0), low: low)
    }

    public static func += (left: inout Self, right: Self) { left = left + right }
    public static func -= (left: inout Self, right: Self) { left = left - right }
}

extension DigestSum {
    /// The sum in 32 lower-case hexadecimal digits.
    public var hex: String { Self.hex(high) + Self.hex(low) }

    /// Reads ``hex``; `nil` for anything else.
    public init?(count: Int, hex: String) {
        let digits = hex.utf8
        let isHex = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard digits.count == 32, isHex, let high = UInt64(hex.prefix(16), radix: 16),
            let low = UInt64(hex.suffix(16), radix: 16)
        else { return nil }
        self.init(count: count, high: high, low: low)
    }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
