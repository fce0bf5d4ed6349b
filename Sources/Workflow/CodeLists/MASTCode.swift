/// A code of UNCTAD's classification of non-tariff measures (MAST), checked for its structure: the letter of a chapter, A to
/// P, and up to three digits. Whether the classification has it, is not asked: not all of its codes are in
/// ``CodeList/mastChapters``.
public struct MASTCode: Hashable, Sendable {
    /// As it is written, such as `A83`.
    public let text: String

    /// Reads a code; `nil` for a small letter, another letter or more digits.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let letter = bytes.first, (UInt8(ascii: "A")...UInt8(ascii: "P")).contains(letter), bytes.count <= 4,
            bytes.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.text = text
    }

    /// The letter of its chapter.
    public var chapter: String { String(text.prefix(1)) }
}

extension CodeList {
    /// Whether a field of this list may hold `code`: one of the list, or of measures any whose chapter is in it.
    public func takes(_ code: String) -> Bool {
        if contains(code) { return true }
        guard id == CodeList.mastChapters.id, let measure = MASTCode(code) else { return false }
        return contains(measure.chapter)
    }
}
