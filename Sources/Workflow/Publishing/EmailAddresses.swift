/// Finds e-mail addresses, also with `(at)` and `(dot)`, spaces around their parts, or written out.
struct EmailAddresses {
    private let scalars: [Unicode.Scalar]

    init(_ text: FoldedText) {
        // What cannot be seen parts nothing; full-width marks are the plain ones.
        scalars = text.scalars.map { scalar in
            switch scalar {
            case "\u{FF20}", "\u{FE6B}": "@"
            case "\u{FF0E}", "\u{3002}": "."
            default: scalar
            }
        }
    }

    var ranges: [Range<Int>] {
        var found: [Range<Int>] = []
        for index in scalars.indices {
            guard let at = sign(at: index, .at), let first = local(before: index),
                let last = domain(from: at.end, isSpelled: at.isSpelled)
            else { continue }
            found.append(first..<last)
        }
        return found
    }

    private enum Sign {
        case at, dot

        var plain: Unicode.Scalar { self == .at ? "@" : "." }
        var word: String { self == .at ? "at" : "dot" }
    }

    /// The end of an `@` or a point that begins here, and whether it is the bare word, which says little by itself.
    private func sign(at index: Int, _ sign: Sign) -> (end: Int, isSpelled: Bool)? {
        if scalars[index] == sign.plain { return (index + 1, false) }
        for (opening, closing) in [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")] {
            if let end = match("\(opening)\(sign.word)\(closing)", at: index) { return (end, false) }
        }
        guard index > 0, scalars[index - 1] == " ", let end = match(sign.word + " ", at: index) else { return nil }
        return (end, true)
    }

    private func match(_ word: String, at index: Int) -> Int? {
        var position = index
        for letter in word.unicodeScalars {
            guard position < scalars.count, String(scalars[position]).lowercased() == String(letter) else { return nil }
            position += 1
        }
        return position
    }

    /// Where the name before the sign begins.
    private func local(before index: Int) -> Int? {
        var end = index
        while end > 0, index - end < 3, scalars[end - 1] == " " { end -= 1 }
        var start = end
        while start > 0, Self.isWord(scalars[start - 1]) || ".+-_%".unicodeScalars.contains(scalars[start - 1]) {
            start -= 1
        }
        return start < end && scalars[start..<end].contains(where: Self.isWord) ? start : nil
    }

    /// Where the domain ends that begins here.
    private func domain(from index: Int, isSpelled: Bool) -> Int? {
        var position = skippingSpaces(index)
        var last: Int?
        var dots = 0
        // Whether the point before the label says by itself that an address goes on.
        var isPlain = true
        while true {
            let start = position
            while position < scalars.count, Self.isWord(scalars[position]) || scalars[position] == "-" { position += 1 }
            guard position > start else { return last }
            let label = String(String.UnicodeScalarView(scalars[start..<position])).lowercased()
            let isTop = label.count >= 2 && label.allSatisfy(\.isLetter)
            if dots > 0, isTop, isPlain || Self.tops.contains(label) { last = position }
            let beforeDot = skippingSpaces(position)
            guard beforeDot < scalars.count, let dot = sign(at: beforeDot, .dot) else { return last }
            let afterDot = skippingSpaces(dot.end)
            // A point and a space end a sentence, unless what follows is a domain's end.
            isPlain = !isSpelled && beforeDot == position && afterDot == dot.end && !dot.isSpelled
            dots += 1
            position = afterDot
        }
    }

    private func skippingSpaces(_ index: Int) -> Int {
        var position = index
        while position < scalars.count, position - index < 3, scalars[position] == " " { position += 1 }
        return position
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }

    private static let tops: Set<String> = [
        "com", "org", "net", "info", "co", "ke", "ug", "tz", "rw", "bi", "ss", "cd", "so", "et", "zm", "mw", "mz", "zw",
        "za", "africa", "go", "or", "ac", "int", "eu", "uk", "cn",
    ]
}
