import CaseProtocol

/// Keeps a complainant's identity out of texts for others.
struct ComplainantProtection {
    /// Names that may not appear.
    private let names: [FoldedText]
    /// Email addresses, in lower case.
    private let addresses: [String]
    /// Every seven digits in a row of the phone numbers: a country code or a leading zero more or less hides nothing.
    private let numbers: [String]

    /// Takes the sealed `party` row. The firm's name may appear if consent was given.
    ///
    /// - Parameter namesFirms: whether the firm may be named anyway, as notices of trade remedies name the applicant.
    init(_ party: Row, namesFirms: Bool = false) {
        func text(_ field: String) -> String { party[field]?.string ?? "" }
        let mayNameFirm = namesFirms || party["consentPublishFirm"]?.bool ?? false
        let others = (party[FilerNames.people]?.array ?? []).compactMap(\.string)
        let people = ([text("name"), text("onBehalfOf")] + others).flatMap { Self.withParts($0) }
        let firms = mayNameFirm ? [] : [text("organisation")].flatMap { [Self.folded($0), Self.withoutForm($0)] }
        names = Set(people + firms).filter { $0.count >= 3 }.sorted().map(FoldedText.init)
        let contacts = [text("contact"), text("phone")]
        addresses = contacts.flatMap { Self.words($0) }.filter { $0.contains("@") }
        numbers = contacts.flatMap { Self.numbers(in: $0) }.flatMap { run in
            let digits = Array(run)
            return digits.count < 7 ? [run] : (0...digits.count - 7).map { String(digits[$0..<$0 + 7]) }
        }
    }

    /// Whether `text` gives nothing away.
    func isKept(by text: String) -> Bool {
        let digits = Self.numbers(in: text)
        let lowered = text.lowercased()
        return findings(in: FoldedText(text)).isEmpty && !addresses.contains { lowered.contains($0) }
            && !numbers.contains { number in digits.contains { $0.contains(number) } }
    }

    /// Where names stand, however they are spelled.
    func findings(in text: FoldedText) -> [PublicTextFinding] {
        names.flatMap { text.ranges(of: $0) }.map { PublicTextFinding(.name, $0) }
    }

    /// Letters and digits in lower case, everything else one space.
    private static func folded(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// A person's name, and each of its parts that is long enough to tell somebody by.
    private static func withParts(_ name: String) -> [String] {
        let whole = folded(name)
        let parts = whole.split(separator: " ").map(String.init)
        return [whole] + (parts.count > 1 ? parts.filter { $0.count >= 4 } : [])
    }

    /// A firm's name without its legal form, so that “Nile Coffee” is found as well as “Nile Coffee Ltd”.
    static func withoutForm(_ name: String) -> String {
        let forms: Set<String> = [
            "ltd", "limited", "plc", "co", "company", "inc", "llc", "pty", "sarl", "sa", "lda", "cc",
        ]
        var words = folded(name).split(separator: " ").map(String.init)
        while let last = words.last, forms.contains(last), words.count > 1 { words.removeLast() }
        return words.joined(separator: " ")
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { $0.isWhitespace || ",;<>()".contains($0) }
            .map { word in String(word).hasSuffix(".") ? String(word.dropLast()) : String(word) }
    }

    /// Runs of six digits or more; spaces, dots, dashes and brackets inside a number do not end it.
    private static func numbers(in text: String) -> [String] {
        var runs: [String] = [""]
        for character in text {
            if character.isWholeNumber, let value = character.wholeNumberValue {
                runs[runs.count - 1] += String(value)
            } else if !" -.()/+\u{A0}".contains(character) {
                runs.append("")
            }
        }
        return runs.filter { $0.count >= 6 }
    }
}
