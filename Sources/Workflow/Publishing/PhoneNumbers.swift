/// Finds telephone numbers as people of East and Southern Africa write them: international and national ones, in groups or
/// not, with the letter O for a zero.
struct PhoneNumbers {
    private struct Digit {
        let value: UInt8
        let letter: Int
        /// What stands before it, back to the digit before.
        let gap: [Unicode.Scalar]
    }

    private let text: FoldedText

    init(_ text: FoldedText) { self.text = text }

    var ranges: [Range<Int>] { chains.compactMap(number) }

    // MARK: - Chains of digits

    /// Digits that only spaces, points, dashes and brackets part.
    private var chains: [[Digit]] {
        var chains: [[Digit]] = []
        var chain: [Digit] = []
        for index in text.letters.indices {
            guard let value = value(at: index) else {
                chains.append(chain)
                chain = []
                continue
            }
            let gap = text.letters[index].gap
            if gap.count > 3 || gap.contains(where: { !Self.separators.contains($0) }) {
                chains.append(chain)
                chain = []
            }
            chain.append(Digit(value: value, letter: index, gap: gap))
        }
        chains.append(chain)
        return chains.filter { !$0.isEmpty }.flatMap(withoutDates)
    }

    /// A digit, or a letter that stands for one inside a number: `O722`, `07I2`.
    private func value(at index: Int) -> UInt8? {
        let letter = text.letters[index]
        if let digit = letter.digit { return digit }
        let next = text.letters.indices.contains(index + 1) ? text.letters[index + 1] : nil
        let precedes = next.map { $0.gap.isEmpty && $0.digit != nil } ?? false
        let follows = index > 0 && letter.gap.isEmpty && text.letters[index - 1].digit != nil
        switch letter.scalar {
        case "O": return precedes && (follows || text.startsWord(index)) || follows && next == nil ? 0 : nil
        case "I", "L": return precedes && index > 0 && text.letters[index - 1].digit != nil ? 1 : nil
        default: return nil
        }
    }

    private static let separators: Set<Unicode.Scalar> = [
        " ", "\t", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "-", "\u{2010}", "\u{2011}", "\u{2012}", "–", "—", "−",
        ".", "·", ",", "(", ")", "[", "]", "/", "+", "_", "*", "~", "\u{FF0B}", "\u{FF0D}",
    ]

    /// The parts of a chain beside the dates in it: `02/11/2026`, `2026-11-02`.
    private func withoutDates(_ chain: [Digit]) -> [[Digit]] {
        var groups: [[Digit]] = []
        for digit in chain {
            if digit.gap.isEmpty, !groups.isEmpty {
                groups[groups.count - 1].append(digit)
            } else {
                groups.append([digit])
            }
        }
        var parts: [[Digit]] = [[]]
        var index = 0
        while index < groups.count {
            if index + 2 < groups.count, Self.isDate(Array(groups[index...index + 2])) {
                parts.append([])
                index += 3
            } else {
                parts[parts.count - 1] += groups[index]
                index += 1
            }
        }
        return parts.filter { !$0.isEmpty }
    }

    private static func isDate(_ groups: [[Digit]]) -> Bool {
        let numbers = groups.map { $0.reduce(0) { $0 * 10 + Int($1.value) } }
        let gaps = groups.dropFirst().map { $0[0].gap }
        guard gaps[0] == gaps[1], let mark = gaps[0].first, gaps[0].count == 1, ["/", ".", "-"].contains(mark) else {
            return false
        }
        let years = 1900...2100
        let counts = groups.map(\.count)
        if counts[0] == 4 {
            return counts[1] == 2 && counts[2] == 2 && years.contains(numbers[0]) && (1...12).contains(numbers[1])
                && (1...31).contains(numbers[2])
        }
        return counts[0] <= 2 && counts[1] <= 2 && counts[2] == 4 && (1...31).contains(numbers[0])
            && (1...12).contains(numbers[1]) && years.contains(numbers[2])
    }

    // MARK: - Numbers in a chain

    private func number(_ chain: [Digit]) -> Range<Int>? {
        let isAmount = isAmount(chain)
        for start in chain.indices where start == 0 || !chain[start].gap.isEmpty {
            let rest = chain[start...]
            guard isNumber(rest, isWhole: start == 0, isAmount: isAmount && start == 0) else { continue }
            return text.range(chain[start].letter, chain[chain.count - 1].letter)
        }
        return nil
    }

    private func isNumber(_ rest: ArraySlice<Digit>, isWhole: Bool, isAmount: Bool) -> Bool {
        // No number is longer; a text of nothing but digits is read once.
        let digits = Array(rest.prefix(20))
        let text = digits.map { String($0.value) }.joined()
        if digits[0].gap.last == "+" || digits[0].gap.last == "\u{FF0B}" || digits[0].gap.suffix(2).contains("+") {
            if text.count >= 9 { return true }
        }
        if text.hasPrefix("00"), !text.hasPrefix("000"), text.count >= 11 { return true }
        if text.hasPrefix("0"), !text.hasPrefix("00"), text.count >= 9, !isFraction(digits) { return true }
        if isAfterCue(digits), text.count >= 7 { return true }
        guard !isAmount else { return false }
        if let code = Self.countries.first(where: { text.hasPrefix($0.code) }), text.count >= 3 + code.digits {
            return true
        }
        // A mobile number without its zero.
        let isMobile = text.hasPrefix("7") || text.hasPrefix("10") || text.hasPrefix("11")
        return isWhole && rest.count == 9 && isMobile && !digits.contains { $0.gap.contains(",") }
    }

    /// Country codes of the region, and how many digits at least follow.
    private static let countries: [(code: String, digits: Int)] = [
        ("254", 9), ("255", 9), ("256", 9), ("250", 9), ("257", 8), ("211", 9), ("243", 9), ("252", 8), ("251", 9),
        ("260", 9), ("265", 9), ("258", 9), ("263", 9), ("249", 9), ("253", 8),
    ]

    /// `0.123456789` is a number, no telephone.
    private func isFraction(_ digits: [Digit]) -> Bool {
        guard digits.count > 1 else { return false }
        return [[","], ["."]].contains(digits[1].gap) && !digits.dropFirst(2).contains { !$0.gap.isEmpty }
    }

    /// Whether a currency stands before it.
    private func isAmount(_ chain: [Digit]) -> Bool {
        if chain[0].gap.contains(where: { $0.properties.generalCategory == .currencySymbol }) { return true }
        return wordsBefore(chain[0].letter, 1).contains(where: Self.currencies.contains)
    }

    private static let currencies: Set<String> = [
        "KES", "KSH", "KSHS", "SH", "SHS", "USD", "US", "EUR", "GBP", "UGX", "USH", "TZS", "TSH", "RWF", "FRW", "BIF",
        "FBU",
        "SSP", "CDF", "FC", "ETB", "ZMW", "MWK", "ZAR", "R", "CNY",
    ]

    private func isAfterCue(_ digits: [Digit]) -> Bool {
        wordsBefore(digits[0].letter, 2).contains { word in Self.cues.contains(word) }
    }

    private static let cues: Set<String> = [
        "TEL", "TELEPHONE", "PHONE", "PHONES", "MOBILE", "CELL", "CELLPHONE", "SIMU", "WHATSAPP", "CALL", "SMS", "FAX",
        "MPESA", "HOTLINE", "NAMBARI",
    ]

    /// The last words before a letter, nearest first.
    private func wordsBefore(_ letter: Int, _ count: Int) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var index = letter - 1
        while index >= 0, words.count < count, letter - index < 40 {
            guard text.letters[index].digit == nil else { break }
            word.insert(text.letters[index].scalar, at: word.startIndex)
            if text.startsWord(index) {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
            index -= 1
        }
        return words
    }
}
