/// Something in a text that the public may not read.
public struct PublicTextFinding: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Of somebody whose identity is sealed.
        case name
        case phone
        case email
        case plate
        /// What was marked as confidential in the source.
        case marked

        /// In a sentence, with its article.
        public var word: String {
            switch self {
            case .name: "the name of a party"
            case .phone: "a telephone number"
            case .email: "an e-mail address"
            case .plate: "a vehicle's number plate"
            case .marked: "something that was marked as confidential"
            }
        }
    }

    public let kind: Kind
    /// Where, in Unicode scalars from the beginning of the text.
    public let range: Range<Int>

    public init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
    }

    /// The line and the character in it at which it begins, both from 1.
    public func place(in text: String) -> (line: Int, character: Int) {
        let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(range.lowerBound)))
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return (max(1, lines.count), (lines.last?.count ?? 0) + 1)
    }
}

extension [PublicTextFinding] {
    /// A sentence that says what is where, without repeating it.
    func sentence(in text: String) -> String {
        let places = prefix(10).map { finding in
            let place = finding.place(in: text)
            return "\(finding.kind.word) at line \(place.line), character \(place.character)"
        }
        let more = count > places.count ? "; and \(count - places.count) more" : ""
        return "The text cannot be public yet. It still holds " + places.joined(separator: "; ") + more + "."
    }
}
