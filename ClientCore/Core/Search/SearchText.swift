public import CaseProtocol
// For canonical decomposition, which FoundationEssentials does not offer.
import Foundation

/// How texts are cut into words to search by: letters and digits in lower case, without accents.
public enum SearchText {
    /// Kinds of rows whose texts are searched.
    public static let kinds: Set<RowKind> = [
        .caseHeader, .note, .event, .party, .proposal, .publicCard, .conflict, .evidence, .textDraft, .publicText,
        .confidence, .unsealing,
    ]

    /// The words of a text, in order, with repetitions.
    public static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var current = String.UnicodeScalarView()
        // ASCII is its own decomposition, and most texts are nothing else.
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        for scalar in (isPlain ? text : text.decomposedStringWithCanonicalMapping).unicodeScalars {
            if isPlain, let byte = UInt8(exactly: scalar.value) {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    current.append(scalar)
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): current.append(Unicode.Scalar(byte | 0x20))
                default: end(&current, into: &tokens)
                }
                continue
            }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber:
                current.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            case .nonspacingMark, .spacingMark, .enclosingMark: continue
            default: end(&current, into: &tokens)
            }
        }
        end(&current, into: &tokens)
        return tokens
    }

    private static func end(_ current: inout String.UnicodeScalarView, into tokens: inout [String]) {
        guard !current.isEmpty else { return }
        tokens.append(String(current))
        current = String.UnicodeScalarView()
    }

    /// The different words of a row's texts, ascending; none for a row that is not searched.
    public static func tokens(of row: Row) -> [String] {
        guard kinds.contains(row.kind) else { return [] }
        var words: Set<String> = []
        collect(.object(row.fields), into: &words)
        return words.sorted()
    }

    private static func collect(_ value: JSONValue, into words: inout Set<String>) {
        switch value {
        case .string(let text):
            // Ids are not words, and people find a case by its id's ending in another way.
            if RowID(text) == nil, BlobID(text) == nil { words.formUnion(tokens(of: text)) }
        case .array(let values): for value in values { collect(value, into: &words) }
        case .object(let members): for value in members.values { collect(value, into: &words) }
        case .null, .bool, .int: break
        }
    }
}
