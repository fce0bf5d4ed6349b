import CaseProtocol
import Foundation
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

    @Test(arguments: [
        "{", "", "nul", #"{"a":1"#, "[1,]", "[1 2]", "01", "-", "+1", "1.0", "1e3", "-9223372036854775809",
        "9223372036854775808", #""\x""#, #""\u12"#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "\"a\nb\"", "\"abc",
        #"{"a":1,"a":2}"#, #"{a:1}"#, #"{"a" 1}"#, #"{"a":1,}"#, "true false", "tru", "\u{FEFF}1",
    ])
    func `what is not strictly JSON is refused`(text: String) {
        #expect(throws: JSONProblem.self) { try JSONValue(parsing: text.utf8) }
    }

    @Test(
        arguments: [
            ("-9223372036854775808", .int(.min)), (" [ ] ", .array([])), ("0", .int(0)), ("-0", .int(0)),
            (#""\u00e9\ud83d\ude00\/\b\f\"""#, .string("é😀/\u{8}\u{C}\"")), ("\t{\r\n}", .object([:])),
        ] as [(String, JSONValue)])
    func `edges of the grammar are read`(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text.utf8) == value)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        for bytes in [[0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF]] as [[UInt8]] {
            #expect(throws: JSONProblem.self) { try JSONValue(parsing: [0x22] + bytes + [0x22]) }
            #expect(throws: JSONProblem.self) { try JSONValue(parsing: [0x22, 0x5C, 0x6E] + bytes + [0x22]) }
        }
    }

    /// Every cut and every changed byte of a real row either reads as JSON or is refused; nothing traps.
    @Test func `damaged bytes are read or refused, never trapped on`() {
        let bytes = Samples.row.canonicalBytes
        for index in bytes.indices {
            _ = try? JSONValue(parsing: bytes[..<index])
            for byte in [0x00, 0x22, 0x5C, 0x7B, 0x7D, 0x2C, 0x39, 0x80, 0xFF] as [UInt8] {
                var damaged = bytes
                damaged[index] = byte
                _ = try? JSONValue(parsing: damaged)
            }
        }
    }

    @Test func `what is read is read as Foundation reads it, with any one byte changed`() throws {
        let bytes = Array(#"{"a":[-10,"x\né\u00e9\ud83d\ude9a",true],"b":{"c":null,"d":[]}, "e" : 0}"#.utf8)
        var readCount = 0
        for index in bytes.indices {
            for byte in [0x09, 0x20, 0x22, 0x2C, 0x2D, 0x30, 0x39, 0x5B, 0x5C, 0x5D, 0x61, 0x75, 0x7D] as [UInt8] {
                var changed = bytes
                changed[index] = byte
                guard let value = try? JSONValue(parsing: changed) else { continue }
                readCount += 1
                #expect(try JSONDecoder().decode(JSONValue.self, from: Data(changed)) == value)
            }
        }
        #expect(readCount > 100)
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
