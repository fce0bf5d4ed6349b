/// A legal date as far as it is known: a year, a month, or a day. On the wire: `2019`, `2019-07`, `2019-07-31`.
public struct PartialDate: Hashable, Sendable {
    public let year: Int
    public let month: Int?
    public let day: Int?

    /// A whole day.
    public init(_ date: CivilDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// The day, when all of it is known.
    public var civilDate: CivilDate? {
        guard let month, let day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// The first day that it can mean; for sorting, never for counting.
    public var earliest: CivilDate? { CivilDate(year: year, month: month ?? 1, day: day ?? 1) }
}

extension PartialDate: CustomStringConvertible, Codable {
    public var description: String {
        [padded(year, 4), month.map { padded($0, 2) }, day.map { padded($0, 2) }].compactMap(\.self)
            .joined(separator: "-")
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `nil` for anything else and for days that do not exist.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = parts.map(\.utf8.count)
        guard [[4], [4, 2], [4, 2, 2]].contains(widths) else { return nil }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard parts.allSatisfy({ $0.utf8.allSatisfy(digits.contains) }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        year = numbers[0]
        month = numbers.count > 1 ? numbers[1] : nil
        day = numbers.count > 2 ? numbers[2] : nil
        guard earliest != nil else { return nil }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
