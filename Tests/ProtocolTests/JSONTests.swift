import CaseProtocol
import Testing

@Suite struct JSONTests {
    @Test func `the canonical form has sorted keys, no spaces and the shortest escapes`() {
        let value: JSONValue = [
            "b": [1, true, .null, "\u{1}\"\\\n/é😀"], "a": ["z": -5, "aa": ""], "é": 0, "Z": 9_223_372_036_854_775_807,
        ]
        #expect(
            value.canonicalText
                == #"{"Z":9223372036854775807,"a":{"aa":"","z":-5},"b":[1,true,null,"\u0001\"\\\n/é😀"],"é":0}"#)
    }

    @Test func `what is written reads back the same`() throws {
        let value: JSONValue = ["a": [["b": .null], "x", 0, false, [:], []], "t": "\u{7f}\u{2028}\t\r"]
        #expect(try JSONValue(parsing: value.canonicalBytes) == value)
    }

    @Test(arguments: ["1.5", #"{"a":[0.1]}"#, "18446744073709551616", "{", "", "nul", #"{"a":1"#, "[1,]x"])
    func `fractions, numbers beyond 64 bits and broken text are refused`(text: String) {
        #expect(throws: (any Error).self) { try JSONValue(parsing: text.utf8) }
    }

    @Test func `nesting beyond the limit is refused, not followed`() {
        let fine = String(repeating: "[", count: 30) + String(repeating: "]", count: 30)
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        let abyss = String(repeating: "[", count: 200_000)
        #expect(throws: Never.self) { try JSONValue(parsing: fine.utf8) }
        #expect(throws: (any Error).self) { try JSONValue(parsing: deep.utf8) }
        #expect(throws: (any Error).self) { try JSONValue(parsing: abyss.utf8) }
    }
}
