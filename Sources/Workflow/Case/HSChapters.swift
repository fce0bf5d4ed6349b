public import CaseProtocol

/// Chapters of the Harmonized System as a sector: `01-24,27`. What people call agriculture or vehicles is a range of them.
public struct HSChapters: Hashable, Sendable {
    /// In order, without overlap or touch.
    public let ranges: [ClosedRange<Int>]

    /// How many ranges are taken.
    static let rangesMax = 20
    private static let all = 1...99
    /// The system keeps it free.
    private static let free = 77

    /// Reads ranges of two digits each, a comma between two.
    ///
    /// - Throws: a ``Problem`` that says what is allowed.
    public init(parsing text: String) throws(Problem) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let ranges = parts.compactMap { Self.range($0) }
        guard ranges.count == parts.count, ranges.count <= Self.rangesMax else {
            throw Problem(
                .invalidField,
                "A sector is chapters of the Harmonized System in two digits, from 01 to 99, as in “focalPoint:KE/01-24,27”.",
                path: "role")
        }
        self.init(ranges)
    }

    /// As few ranges as say the same.
    init(_ ranges: [ClosedRange<Int>]) {
        var joined: [ClosedRange<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        self.ranges = joined
    }

    /// Whether goods of this code are of the sector.
    public func covers(_ code: HSCode) -> Bool {
        guard let chapter = Int(code.chapter) else { return false }
        return ranges.contains { $0.contains(chapter) }
    }

    /// The chapters that none of them has; `nil` where there are none.
    static func left(by sectors: [HSChapters]) -> HSChapters? {
        let taken = sectors.flatMap(\.ranges)
        let left = all.filter { chapter in chapter != free && !taken.contains { $0.contains(chapter) } }
        return left.isEmpty ? nil : HSChapters(left.map { $0...$0 })
    }

    /// `chapters 01 to 24 and 27`.
    public var words: String {
        let parts = ranges.map { range in
            range.count == 1
                ? Self.digits(range.lowerBound) : "\(Self.digits(range.lowerBound)) to \(Self.digits(range.upperBound))"
        }
        let isOne = ranges.count == 1 && ranges[0].count == 1
        let list =
            parts.count < 2
            ? parts.joined() : parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
        return (isOne ? "chapter " : "chapters ") + list
    }

    private static func range(_ text: Substring) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end in
            end.utf8.count == 2 && end.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(end) : nil
        }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
            all.contains(first), first != free || last != free
        else { return nil }
        return first...last
    }

    private static func digits(_ chapter: Int) -> String { chapter < 10 ? "0\(chapter)" : String(chapter) }
}

extension HSChapters: CustomStringConvertible {
    /// `01-24,27`, as ``init(parsing:)`` reads it.
    public var description: String {
        ranges.map { range in
            Self.digits(range.lowerBound) + (range.count == 1 ? "" : "-" + Self.digits(range.upperBound))
        }.joined(separator: ",")
    }
}
