import CaseProtocol
import Foundation
import Testing

/// Our coder beside Foundation's: the same values, the same bytes, errors at the same place.
@Suite struct CodingTests {
    struct Inner: Codable, Hashable {
        var list: [Int?]
        var by: [String: Bool]
        var raw: JSONValue
    }

    struct Outer: Codable, Hashable {
        var text: String
        var small: UInt8
        var wide: Int64?
        var missing: String?
        var inner: Inner?
        var ids: [CaseID]
        var nested: [[String]]
    }

    static let id = CaseID(high: 0x0192_0000_0000_7000, low: 0x8000_0000_0000_00FF)
    static let samples = [
        Outer(text: "Malaba – \"ok\"\n", small: 255, wide: .min, missing: nil, inner: nil, ids: [], nested: []),
        Outer(
            text: "", small: 0, wide: .max, missing: "x",
            inner: Inner(
                list: [1, nil, -3], by: ["b": true, "a": false],
                raw: ["z": [1, "two", .null, ["deep": true]], "a": 5]),
            ids: [id], nested: [["a"], [], ["b", "c"]]),
    ]

    @Test(arguments: samples) func `what is written is what Foundation writes, in order`(sample: Outer) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let peer = try JSONValue(parsing: try encoder.encode(sample)).canonicalBytes
        #expect(try CanonicalJSON.encode(sample) == peer)
        #expect(try CanonicalJSON.decode(Outer.self, from: peer) == sample)
    }

    @Test(arguments: [
        #"{}"#, #"[]"#, #"7"#, #"{"text":1}"#,
        #"{"text":"a","small":1,"ids":["no id"]}"#, #"{"text":"a","small":1,"ids":[],"nested":[["a",null]]}"#,
        #"{"text":"a","small":1,"ids":null,"nested":[]}"#,
        #"{"text":"a","small":1,"ids":[],"nested":[],"inner":{"list":[1,"2"]}}"#,
        #"{"text":"a","small":1,"ids":[],"nested":[],"inner":{"list":[],"by":{"k":1}}}"#, #"{"text":"#,
    ]) func `what is refused is refused at the place that Foundation names`(text: String) throws {
        let ours = #expect(throws: DecodingError.self) { try CanonicalJSON.decode(Outer.self, from: text.utf8) }
        let peers = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Outer.self, from: Data(text.utf8))
        }
        #expect(ours?.fieldPath == peers?.fieldPath)
        #expect(ours?.reason == peers?.reason)
    }

    @Test(arguments: ["256", "-1", "9223372036854775807"]) func `a number that does not fit is named`(number: String) {
        let fault = #expect(throws: DecodingError.self) {
            try CanonicalJSON.decode(Outer.self, from: #"{"text":"a","small":\#(number)}"#.utf8)
        }
        #expect(fault?.fieldPath == ["small"])
        #expect(fault?.reason == "the number does not fit")
    }

    @Test func `a member that nobody reads may hold what Tatua does not write`() throws {
        let text = #"{"text":"a","small":1,"ids":[],"nested":[],"longitude":34.25}"#
        #expect(try CanonicalJSON.decode(Outer.self, from: text.utf8).text == "a")
    }

    @Test func `a fraction is not written`() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(["a": 1.5]) }
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode([UInt64.max]) }
    }
}
