public import CaseProtocol
// For canonical decomposition, which FoundationEssentials does not offer.
import Foundation

/// How texts are cut into words to search by: letters and digits in lower case, without accents.
public enum SearchText {
    /// Kinds of rows whose texts are searched.
    public static let kinds: Set<RowKind> = [.caseHeader, .note, .event, .party, .proposal, .publicCard, .conflict]

    /// The words of a text, in order, with repetitions.
    public static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var current = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber:
                current.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            case .nonspacingMark, .spacingMark, .enclosingMark: continue
            default:
                if !current.isEmpty { tokens.append(String(current)) }
                current = String.UnicodeScalarView()
            }
        }
        if !current.isEmpty { tokens.append(String(current)) }
        return tokens
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
            if RowID(text) == nil { words.formUnion(tokens(of: text)) }
        case .array(let values): for value in values { collect(value, into: &words) }
        case .object(let members): for value in members.values { collect(value, into: &words) }
        case .null, .bool, .int: break
        }
    }
}
