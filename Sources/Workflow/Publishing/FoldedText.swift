/// The letters and digits of a text as somebody compares them who looks for one text in another: upper case, without accents,
/// full-width and look-alike letters as the plain ones, digits of any script as 0 to 9. What cannot be seen is left out.
struct FoldedText {
    struct Letter: Hashable {
        /// `A` to `Z`, `0` to `9`, or a letter of another script in upper case.
        let scalar: Unicode.Scalar
        /// Where it stands, in Unicode scalars.
        let at: Int
        /// What stands between the letter before and this one: spaces, points, dashes.
        let gap: [Unicode.Scalar]

        var digit: UInt8? { (48...57).contains(scalar.value) ? UInt8(scalar.value - 48) : nil }
        /// Whether a word or number begins here.
        func startsWord(after other: Letter?) -> Bool {
            guard let other else { return true }
            return !gap.isEmpty || (digit == nil) != (other.digit == nil)
        }

        /// Whether it goes on after an apostrophe, as the last letter of “don’t”.
        var isAfterApostrophe: Bool { gap.count == 1 && gap.allSatisfy { ["'", "’", "ʼ"].contains($0) } }
    }

    let letters: [Letter]
    let scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var letters: [Letter] = []
        var gap: [Unicode.Scalar] = []
        for (index, scalar) in scalars.enumerated() where !Self.isInvisible(scalar) {
            let folded = Self.folded(scalar)
            if folded.isEmpty {
                gap.append(scalar)
                continue
            }
            for plain in folded {
                letters.append(Letter(scalar: plain, at: index, gap: gap))
                gap = []
            }
        }
        self.letters = letters
    }

    /// Where `key` stands as whole words, whatever stands between its letters: ranges of scalars, in order.
    func ranges(of key: FoldedText) -> [Range<Int>] {
        let wanted = key.letters.map(\.scalar)
        guard let first = wanted.first, wanted.count <= letters.count else { return [] }
        var found: [Range<Int>] = []
        for start in 0...letters.count - wanted.count where letters[start].scalar == first {
            guard startsWord(start), endsWord(start + wanted.count - 1),
                wanted.indices.allSatisfy({ letters[start + $0].scalar == wanted[$0] })
            else { continue }
            found.append(range(start, start + wanted.count - 1))
        }
        return found
    }

    func startsWord(_ index: Int) -> Bool { letters[index].startsWord(after: index > 0 ? letters[index - 1] : nil) }

    func endsWord(_ index: Int) -> Bool { index + 1 == letters.count || startsWord(index + 1) }

    /// The scalars from one letter through another.
    func range(_ first: Int, _ last: Int) -> Range<Int> { letters[first].at..<letters[last].at + 1 }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }

    /// The plain letters or digit that people read; nothing for what is neither.
    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 48...57, 65...90: return [scalar]
        case 97...122: return Unicode.Scalar(scalar.value - 32).map { [$0] } ?? []
        case 0...127: return []
        default: break
        }
        if let digit = Character(scalar).wholeNumberValue, (0...9).contains(digit) {
            return Unicode.Scalar(UInt32(48 + digit)).map { [$0] } ?? []
        }
        guard scalar.properties.isAlphabetic else { return [] }
        if let twin = lookAlikes[scalar] { return [twin] }
        if let latin = latin(scalar) { return latin }
        return Array(scalar.properties.uppercaseMapping.unicodeScalars)
    }

    /// The letters that the name of a Latin letter tells: `LATIN SMALL LETTER E WITH ACUTE` is an E.
    private static func latin(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        guard let name = scalar.properties.name, name.contains("LATIN ") else { return nil }
        let words = name.split(separator: " ")
        guard let index = words.lastIndex(where: { $0 == "LETTER" || $0 == "CAPITAL" || $0 == "SMALL" }) else {
            return nil
        }
        let letters = words[(index + 1)...].prefix { $0 != "WITH" }
        switch letters.last {
        case "S" where letters.first == "SHARP": return ["S", "S"]
        case let word? where word.count <= 2: return Array(word.unicodeScalars)
        default: return nil
        }
    }

    /// Letters of other scripts that look like Latin ones.
    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs: [(String, String)] = [
            ("АВЕКМНОРСТХУІЈЅ", "ABEKMHOPCTXYIJS"), ("авекмнорстхуіјѕ", "ABEKMHOPCTXYIJS"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("ο", "O"),
        ]
        var twins: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (others, plain) in pairs {
            for (other, letter) in zip(others.unicodeScalars, plain.unicodeScalars) { twins[other] = letter }
        }
        return twins
    }()
}
