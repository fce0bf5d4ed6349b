public import CaseProtocol

/// A text and what of it is marked as confidential.
public struct MarkedText: Hashable, Sendable {
    public let original: String
    public let marks: [TextMark]

    /// - Parameter marks: in order, without overlaps, each within the text; see ``fault``.
    public init(_ original: String, marks: [TextMark]) {
        self.original = original
        self.marks = marks
    }

    /// The text with its marks in brackets, as an author types them: `We paid [[KES 40,000|businessSecret|a fee]].` The
    /// reason is `businessSecret` where none is given; what the public reads instead may be left out.
    ///
    /// - Throws: a ``Problem`` for a bracket that does not end, is empty or has another one inside.
    public init(bracketed text: String) throws(Problem) {
        var original = String.UnicodeScalarView()
        var marks: [TextMark] = []
        var rest = text[...]
        while let opening = rest.firstRange(of: "[[") {
            original.append(contentsOf: rest[..<opening.lowerBound].unicodeScalars)
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: "]]"), !rest[..<closing.lowerBound].contains("[[") else {
                throw Problem(.invalidField, "A “[[” has no “]]” of its own.", path: "text")
            }
            let parts = rest[..<closing.lowerBound].split(
                separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
            rest = rest[closing.upperBound...]
            let from = original.count
            original.append(contentsOf: parts[0].unicodeScalars)
            guard original.count > from else {
                throw Problem(.invalidField, "There is nothing between “[[” and “]]”.", path: "text")
            }
            let reason = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : "businessSecret"
            let instead = parts.count > 2 && !parts[2].isEmpty ? String(parts[2]) : nil
            marks.append(
                TextMark(
                    from: from, to: original.count, reason: ConfidentialityReason(rawValue: reason),
                    replacement: instead))
        }
        original.append(contentsOf: rest.unicodeScalars)
        self.init(String(original), marks: marks)
    }

    /// What the public reads: each mark is a bracket with what stands for it, or with an ellipsis.
    public var publicText: String {
        let scalars = Array(original.unicodeScalars)
        var text = String.UnicodeScalarView()
        var position = 0
        for mark in marks {
            text.append(contentsOf: scalars[position..<mark.from])
            text.append(contentsOf: "[\(mark.replacement ?? "…")]".unicodeScalars)
            position = mark.to
        }
        text.append(contentsOf: scalars[position...])
        return String(text)
    }

    /// The marked words.
    public var spans: [String] {
        let scalars = Array(original.unicodeScalars)
        return marks.map { String(String.UnicodeScalarView(scalars[$0.from..<$0.to])) }
    }

    /// How many marks a text may have, and how long what stands for one may be, in UTF-8 bytes.
    public static let marksMax = 200
    public static let replacementBytesMax = 200

    /// What is wrong with the marks; `nil` when nothing is.
    func fault() -> Refusal? {
        guard marks.count <= Self.marksMax else {
            return .invalidValue("marks", reason: "must be at most \(Self.marksMax)")
        }
        var end = 0
        for mark in marks {
            guard mark.from >= end, mark.from < mark.to, mark.to <= original.unicodeScalars.count else {
                return .invalidValue(
                    "marks",
                    reason: "must lie within the text, in order, each with at least one character, without overlaps")
            }
            end = mark.to
            if let bytes = mark.replacement?.utf8.count, bytes > Self.replacementBytesMax {
                return .tooLong("replacement", bytes: bytes, bytesMax: Self.replacementBytesMax)
            }
        }
        return nil
    }
}
