/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// On the wire: `2026-11-21T07:12:09.250Z`.
public struct Timestamp: Hashable, Sendable, Comparable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The day at this moment where clocks stand `minutesEast` of UTC.
    public func day(minutesEast: Int = 0) -> CivilDate {
        let shifted = milliseconds + Int64(minutesEast) * 60_000
        return CivilDate(dayNumber: Int(shifted.floorDivided(by: 86_400_000)))
    }
}

extension Timestamp: CustomStringConvertible, Codable {
    public var description: String {
        let inDay = milliseconds - milliseconds.floorDivided(by: 86_400_000) * 86_400_000
        let time = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1_000 % 60].map { padded($0, 2) }
        return "\(day())T\(time.joined(separator: ":")).\(padded(inDay % 1_000, 3))Z"
    }

    /// Reads `YYYY-MM-DDTHH:MM:SSZ` with or without milliseconds; `nil` for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24 && bytes[19] == UInt8(ascii: "."),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[bytes.count - 1] == UInt8(ascii: "Z"),
            let day = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
            let hours = Self.number(bytes[11..<13]), hours < 24, let minutes = Self.number(bytes[14..<16]),
            minutes < 60, let seconds = Self.number(bytes[17..<19]), seconds < 60,
            let fraction = bytes.count == 20 ? 0 : Self.number(bytes[20..<23])
        else { return nil }
        let inDay = (hours * 3_600 + minutes * 60 + seconds) * 1_000 + fraction
        self.init(milliseconds: Int64(day.dayNumber) * 86_400_000 + inDay)
    }

    /// Plain digits; `nil` where there is anything else, a sign included.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a moment in UTC")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension BinaryInteger {
    /// Division rounding towards minus infinity.
    func floorDivided(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
    }
}

/// `value` in at least `width` digits.
func padded(_ value: some BinaryInteger, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
