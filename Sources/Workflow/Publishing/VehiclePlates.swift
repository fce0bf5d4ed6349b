/// Finds number plates of the vehicles that cross the region's borders, with or without spaces, in any letter case.
struct VehiclePlates {
    private let text: FoldedText

    init(_ text: FoldedText) { self.text = text }

    var ranges: [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < text.letters.count {
            guard text.startsWord(index), !text.letters[index].isAfterApostrophe,
                let last = Self.patterns.lazy.compactMap({ match($0, at: index) }).first
            else {
                index += 1
                continue
            }
            found.append(text.range(index, last))
            index = last + 1
        }
        return found
    }

    /// One place of a plate.
    private enum Place {
        case letter(ClosedRange<Unicode.Scalar>)
        case digit
    }

    private struct Pattern {
        let places: [Place]
        /// Whether it is told from words only by its capitals.
        let isCapital: Bool
        /// Whether its four digits may not be a year.
        let isNoYear: Bool
    }

    /// `@` is a letter, `#` a digit, `[A-D]` one letter of several.
    private static let patterns: [Pattern] = [
        // Kenya: cars, motorcycles, government, trailers, machines; the series before the last letter came.
        pattern("K[A-D]@###@"), pattern("K[A-D]@###"), pattern("KM@@###@"), pattern("GK[A-B]###@"),
        pattern("Z[A-H]####", isNoYear: true), pattern("KHM@###@"), pattern("KTC@###@"),
        // Uganda: cars, government, the digital series.
        pattern("U[A-G]@###@"), pattern("UG####@"), pattern("U[A-G]###@@"),
        // Tanzania: cars, motorcycles, government, donors, Zanzibar.
        pattern("T###@@@"), pattern("MC###@@@"), pattern("STK####"), pattern("DFP####"), pattern("Z###@@"),
        // Rwanda, Burundi, South Sudan, the Congo.
        pattern("RA@###@"), pattern("RNP###@"), pattern("RDF###@"),
        pattern("@####[A-D]", isCapital: true, isNoYear: true),
        pattern("SSD###@@"), pattern("SSD###@"), pattern("####@@##", isCapital: true, isNoYear: true),
    ]

    private static func pattern(_ text: String, isCapital: Bool = false, isNoYear: Bool = false) -> Pattern {
        var places: [Place] = []
        var rest = Array(text.unicodeScalars)[...]
        while let first = rest.popFirst() {
            switch first {
            case "@": places.append(.letter("A"..."Z"))
            case "#": places.append(.digit)
            case "[":
                if rest.count >= 4, let low = rest.first, let high = rest.dropFirst(2).first, low <= high {
                    places.append(.letter(low...high))
                }
                rest = rest.dropFirst(4)
            default: places.append(.letter(first...first))
            }
        }
        return Pattern(places: places, isCapital: isCapital, isNoYear: isNoYear)
    }

    /// The last letter of a plate that begins at `start`.
    private func match(_ pattern: Pattern, at start: Int) -> Int? {
        let last = start + pattern.places.count - 1
        guard last < text.letters.count, ends(at: last) else { return nil }
        var number = ""
        for (offset, place) in pattern.places.enumerated() {
            let letter = text.letters[start + offset]
            guard offset == 0 || letter.gap.count <= 2 && letter.gap.allSatisfy(Self.separators.contains) else {
                return nil
            }
            switch place {
            case .letter(let range):
                guard range.contains(letter.scalar) else { return nil }
                if pattern.isCapital, !text.scalars[letter.at].properties.isUppercase { return nil }
            case .digit:
                guard let digit = Self.digit(letter) else { return nil }
                number.append(digit)
            }
        }
        if pattern.isNoYear, number.hasPrefix("19") || number.hasPrefix("20") { return nil }
        // “10 t 100 kgs” is a weight.
        if start > 0, text.letters[start - 1].digit != nil, text.letters[start].scalar == "T" { return nil }
        return last
    }

    /// A plate ends where its word does: a number that goes on is another.
    private func ends(at last: Int) -> Bool {
        guard last + 1 < text.letters.count else { return true }
        return !text.letters[last + 1].gap.isEmpty
    }

    private static func digit(_ letter: FoldedText.Letter) -> Character? {
        if let digit = letter.digit { return Character("\(digit)") }
        return letter.scalar == "O" ? "0" : letter.scalar == "I" ? "1" : nil
    }

    private static let separators: Set<Unicode.Scalar> = [
        " ", "\u{A0}", "\u{2009}", "\u{202F}", "-", "\u{2010}", "\u{2011}", "–", ".", "·", "_", "/", "*", "\n",
    ]
}
