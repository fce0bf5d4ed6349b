import CaseProtocol
import Foundation

/// The strict reader: what it takes has one byte form, and Foundation's decoder takes it for the same.
enum FuzzJSON {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        guard let value = try? JSONValue(parsing: bytes) else { return }
        let canonical = value.canonicalBytes
        let again = try? JSONValue(parsing: canonical)
        try expect(again == value, "the canonical form is not read back")
        try expect(again?.canonicalBytes == canonical, "the canonical form is not canonical")
        try expect(value.canonicalText.utf8.elementsEqual(canonical), "the canonical text is another")
        let coded = try? CanonicalJSON.decode(JSONValue.self, from: canonical)
        try expect(coded == value, "our decoder reads it otherwise")
        let theirs = try? JSONDecoder().decode(JSONValue.self, from: Data(canonical))
        try expect(theirs == value, "Foundation reads it otherwise")
        _ = Row(value)
    }
}
