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
        guard text.hasSuffix("Z"), let split = text.firstIndex(of: "T"),
            let day = CivilDate(String(text[..<split]))
        else { return nil }
        let clock = text[text.index(after: split)...].dropLast()
        let halves = clock.split(separator: ".", omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: ":").compactMap { $0.count == 2 ? Int64($0) : nil }
        guard halves.count <= 2, parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]),
            (0..<60).contains(parts[2])
        else { return nil }
        var fraction: Int64 = 0
        if halves.count == 2 {
            guard halves[1].count == 3, let value = Int64(halves[1]), value >= 0 else { return nil }
            fraction = value
        }
        let seconds = parts[0] * 3_600 + parts[1] * 60 + parts[2]
        self.init(milliseconds: Int64(day.dayNumber) * 86_400_000 + seconds * 1_000 + fraction)
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
