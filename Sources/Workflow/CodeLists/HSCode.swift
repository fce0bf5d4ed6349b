/// A code of the Harmonized System, checked for its structure; whether a given edition has it, a loaded list says.
///
/// Two digits are a chapter, four a heading, six a subheading, eight and ten a national line. Five, seven and nine are the
/// groups that tariffs print between those (`0207.14.9` in the South African one). Three are nothing.
public struct HSCode: Hashable, Sendable {
    /// Two to ten ASCII digits, without dots.
    public let digits: String

    /// Reads a code; dots between digits are left out, wherever they stand (`3401.20`, `34.01.20`).
    ///
    /// `nil` when it is not 2 or 4 to 10 digits or its chapter does not exist: 00, or 77, which the system keeps free.
    /// Chapters 98 and 99 are left to national use and pass; statistics count unspecified goods under 99.
    public init?(_ text: some StringProtocol) {
        var digits: [UInt8] = []
        var last = UInt8(ascii: ".")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
            case UInt8(ascii: ".") where last != byte: break
            default: return nil
            }
            guard digits.count <= Self.digitsMax else { return nil }
            last = byte
        }
        guard last != UInt8(ascii: "."), digits.count == 2 || digits.count >= 4 else { return nil }
        let chapter = digits.prefix(2)
        guard !chapter.elementsEqual("00".utf8), !chapter.elementsEqual("77".utf8) else { return nil }
        self.digits = String(decoding: digits, as: UTF8.self)
    }

    /// What to tell people who typed something else.
    public static let shape = "must be two or four to ten digits of an existing chapter, as in 3401.20"

    private static let digitsMax = 10

    /// The chapter: two digits.
    public var chapter: String { String(digits.prefix(2)) }

    /// The heading: four digits; `nil` for a chapter.
    public var heading: String? { beginning(4) }

    /// The subheading: six digits, the longest that is the same world-wide; `nil` for what is shorter.
    public var subheading: String? { beginning(6) }

    /// As much of it as is the same world-wide: subheading, heading or chapter.
    public var worldwide: String { subheading ?? heading ?? chapter }

    /// As people write it: a dot after the fourth, sixth and eighth digit, as in `3401.20.00`.
    public var dotted: String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index >= 4, index.isMultiple(of: 2) { text.append(".") }
            text.append(digit)
        }
        return text
    }

    /// Whether `other` is this code or stands under it.
    public func covers(_ other: HSCode) -> Bool { other.digits.hasPrefix(digits) }

    private func beginning(_ count: Int) -> String? {
        digits.utf8.count >= count ? String(digits.prefix(count)) : nil
    }
}

extension HSCode: CustomStringConvertible {
    /// ``dotted``.
    public var description: String { dotted }
}
